using Fettle.Server.Platform.Outbox;

namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>Lines were written on a ticket that a rule or a webhook may begin with.</summary>
/// <param name="First">The first of the lines, and <paramref name="Last"/> the last; lines of other tickets may lie between.</param>
/// <param name="Depth">0: somebody did it. 1: a rule did, and so on.</param>
/// <param name="Rules">The rules that led to it.</param>
internal sealed record TicketWritten(long? OrganisationId, long TicketId, long Number, long First, long Last, int Depth, IReadOnlyList<long> Rules) : IEvent;
