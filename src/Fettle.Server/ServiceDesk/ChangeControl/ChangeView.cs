using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.ChangeControl;

/// <summary>A change with all that concerns it, and what the caller may do with it now.</summary>
/// <param name="Author">Who drafted it.</param>
/// <param name="Risk">What the score means.</param>
/// <param name="MostRisk">The worst score there is.</param>
/// <param name="Quorum">How many have to approve; null while it is a draft, 0 where none has to.</param>
/// <param name="Votes">Of the plan as it is.</param>
/// <param name="Board">Who may vote; those who have a part in the change may not.</param>
/// <param name="Conflicts">Changes at an overlapping time.</param>
/// <param name="Frozen">The freeze that its time falls into.</param>
/// <param name="May">What the caller can do now.</param>
/// <param name="Version">Sent back with a change, it makes sure that nothing is overwritten unseen.</param>
internal sealed record ChangeView(
    long Number, string Subject, ChangeType Kind, ChangeState State, long OrganisationId, PersonRef? Author, string? Template, ChangeText? Plan, ChangeText? TestPlan,
    ChangeText? BackOut, IReadOnlyList<string> Services, IReadOnlyList<DeviceRef> Devices, IReadOnlyList<string> RiskAnswers, int RiskScore, int MostRisk, RiskLevel Risk,
    DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, ChangeOutcome? Outcome, ChangeText? Result, ChangeText? Review,
    PersonRef? Reviewer, int? Quorum, IReadOnlyList<ChangeVoteView> Votes, IReadOnlyList<BoardMemberView> Board, IReadOnlyList<ConflictingChange> Conflicts,
    FreezeView? Frozen, IReadOnlyList<ChangeStep> May, long Version);

/// <param name="Html">The same as HTML that is safe to show.</param>
internal sealed record ChangeText(string Text, string Html);

internal sealed record ChangeVoteView(PersonRef Person, bool Approved, string? Comment, DateTimeOffset At);

/// <param name="HasPart">They drafted, planned or submitted it, and so have no vote.</param>
internal sealed record BoardMemberView(long Id, string Name, bool HasPart);

/// <param name="Devices">What both of them touch; empty where it is the organisation alone that they share.</param>
internal sealed record ConflictingChange(long Number, string Subject, ChangeState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<string> Devices);

internal sealed record FreezeView(long Id, long OrganisationId, string Name, DateTimeOffset From, DateTimeOffset Until);
