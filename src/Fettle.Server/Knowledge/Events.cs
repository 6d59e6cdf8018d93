using Fettle.Server.Platform.Outbox;

namespace Fettle.Server.Knowledge;

/// <summary>An article was drafted from what a ticket tells.</summary>
public sealed record ArticleDrafted(long? OrganisationId, long ArticleId, string Title, long TicketNumber, long PersonId) : IEvent;
