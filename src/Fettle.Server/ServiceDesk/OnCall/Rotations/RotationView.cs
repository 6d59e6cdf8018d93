using Fettle.Server.ServiceDesk.OnCall.Schedule;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>A rotation as it is written.</summary>
/// <param name="OrganisationId">Null: of all organisations.</param>
/// <param name="WebhookUrl">What is told to whoever is on call is posted here, too; null: nowhere.</param>
/// <param name="WebhookSecret">Signs what is posted. Null keeps the one that is there; it is never handed out.</param>
internal sealed record RotationDraft(string Name, long? OrganisationId, RotationRules Rules, string? WebhookUrl = null, string? WebhookSecret = null);

/// <param name="Person">Who is on call in the first layer now; null: nobody.</param>
/// <param name="Until">Until when that stays so; null: it does not end within four weeks.</param>
/// <param name="Next">Who follows.</param>
internal sealed record OnCallNow(PersonRef? Person, bool StandsIn, DateTimeOffset? Until, PersonRef? Next);

/// <param name="People">The names of everybody in it.</param>
/// <param name="MayChange">Whether the caller manages the desk there.</param>
internal sealed record RotationView(long Id, RotationDraft Rotation, IReadOnlyList<PersonRef> People, OnCallNow Now, bool MayChange);
