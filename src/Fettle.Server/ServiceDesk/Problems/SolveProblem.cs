using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>
/// What brings the fault back is gone. Everybody whose ticket it was behind is told, by mail and in the portal, and their tickets can be resolved with it.
/// All of it is done, or nothing.
/// </summary>
internal sealed class SolveProblem(FettleDb db, CurrentPerson me, OneTicket one, TellAffected affected, TimeProvider clock) : IUseCase
{
    /// <param name="Message">What requesters are told, Markdown in plain words; none: nobody is told.</param>
    /// <param name="ResolveTickets">Resolve the tickets that it was behind, too.</param>
    public sealed record Request(string? Message, bool ResolveTickets = true, string? RootCause = null, long? Version = null);

    /// <param name="Told">How many tickets were answered.</param>
    /// <param name="Resolved">How many of them were resolved.</param>
    /// <param name="Left">Those that could not be, and why.</param>
    public sealed record Outcome(int Told, int Resolved, IReadOnlyList<TellAffected.Left> Left);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/problems/{number:long}/solve",
        (long number, Request request, SolveProblem useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such problem in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is solved already.</exception>
    public async Task<Outcome> RunAsync(long number, Request request, CancellationToken cancel)
    {
        Outcome? outcome = null;
        await one.ChangeAsync(
            number,
            request.Version,
            async problem =>
            {
                if (problem.Kind != TicketKind.Problem)
                    throw new NotFound($"Problem {number}");
                if (!problem.Status.IsActive)
                    throw new Conflict($"Problem {number} is solved already.");
                var message = Demand.OptionalText(request.Message, "message", ReplyToTicket.LongestBody, severalLines: true);
                var cause = Demand.OptionalText(request.RootCause, "rootCause", ProblemRecord.LongestText, severalLines: true);
                if (cause is not null)
                    await KeepCauseAsync(problem, cause, cancel);
                problem.ChangeStatus(TicketStatus.Resolved, "What brought it back is gone.", Author.Staff(me), clock.GetUtcNow());
                var active = TicketStatuses.Active;
                var numbers = await ShowProblemRecord.Behind(db, problem.Id).Where(t => active.Contains(t.Status)).OrderBy(t => t.Number).Select(t => t.Number).ToListAsync(cancel);
                outcome = await affected.RunAsync(numbers, message, request.ResolveTickets, "The problem behind it is solved.", cancel);
            },
            cancel);
        return outcome!;
    }

    private async Task KeepCauseAsync(Ticket problem, string cause, CancellationToken cancel)
    {
        var record = await db.ProblemRecords.SingleOrDefaultAsync(p => p.TicketId == problem.Id, cancel) ?? db.Add(new ProblemRecord(problem.OrganisationId, problem.Id)).Entity;
        record.Describe(cause, record.Workaround, record.PlainWords, record.Public, clock.GetUtcNow());
    }
}
