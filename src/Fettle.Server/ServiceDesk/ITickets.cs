using Fettle.Server.Platform.Errors;

namespace Fettle.Server.ServiceDesk;

/// <summary>What a ticket teaches: who noticed what, what was found, what was done, how it was proven.</summary>
/// <param name="Symptom">The requester's own words.</param>
/// <param name="Causes">What the last check-up found, the likeliest first.</param>
/// <param name="Fixes">The remedies that were applied and verified, in order.</param>
/// <param name="Notes">Internal notes of the desk, Markdown, the last few.</param>
/// <param name="LastAnswer">The desk's last public answer, Markdown.</param>
public sealed record TicketStory(
    long Number, long OrganisationId, string Subject, bool Solved, string Symptom, IReadOnlyList<string> Causes, IReadOnlyList<string> Evidence,
    IReadOnlyList<StoryOfFix> Fixes, IReadOnlyList<string> Notes, string? LastAnswer);

/// <param name="CauseId"><c>fs.full</c>.</param>
public sealed record StoryOfFix(
    string? CauseId, string Title, IReadOnlyList<string> Commands, string PlainExplanation, string PlainRemedy, IReadOnlyList<string> HowVerified);

/// <summary>What other modules may ask about tickets.</summary>
public interface ITickets
{
    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    Task<TicketStory> StoryOfAsync(long number, CancellationToken cancel);
}
