using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>
/// Says one thing on many tickets, as the desk's answer: it goes out by mail and stands in the portal. Inside the caller's transaction, the tickets locked in
/// the order of their numbers.
/// </summary>
internal sealed class TellAffected(CurrentPerson me, OneTicket one, BeforeSolving before, TimeProvider clock)
{
    /// <summary>As many as one transaction holds without keeping everybody else waiting.</summary>
    public const int Most = 500;

    /// <param name="Why">What stands in the way of resolving it.</param>
    internal sealed record Left(long Number, string Why);

    /// <param name="numbers">Of organisations where the caller works tickets.</param>
    /// <param name="message">Markdown; null: nothing is said.</param>
    /// <param name="resolve">Resolve them, too.</param>
    /// <param name="because">Why they are resolved, for their timelines.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="Conflict">They are too many for once.</exception>
    public async Task<SolveProblem.Outcome> RunAsync(IReadOnlyCollection<long> numbers, string? message, bool resolve, string because, CancellationToken cancel)
    {
        if (numbers.Count > Most)
            throw new Conflict($"These are {numbers.Count} tickets, and {Most} can be told at once. Resolve some of them from the queue first.");
        var (told, resolved, left, now, by) = (0, 0, new List<Left>(), clock.GetUtcNow(), Author.Staff(me));
        var tickets = (await one.LockAsync(numbers, cancel)).Values.Where(t => t.Status.IsActive).OrderBy(t => t.Number).ToList();
        foreach (var ticket in tickets)
        {
            if (message is not null)
            {
                ticket.Answer(message, by, now);
                told++;
            }
            if (!resolve)
                continue;
            try
            {
                await before.CheckAsync(ticket, TicketStatus.Resolved, force: false, cancel);
                ticket.ChangeStatus(TicketStatus.Resolved, because, by, now);
                resolved++;
            }
            catch (Conflict obstacle)
            {
                // It is named in the answer, and stays for somebody to look at.
                left.Add(new(ticket.Number, obstacle.Message));
            }
        }
        await one.SaveAsync(tickets, cancel);
        return new(told, resolved, left);
    }
}
