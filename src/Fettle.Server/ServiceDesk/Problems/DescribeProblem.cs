using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>Writes down what is known of a problem: its root cause, how to get by, and that for requesters in plain words.</summary>
internal sealed class DescribeProblem(FettleDb db, CurrentPerson me, OneTicket one, ShowProblemRecord show, TimeProvider clock) : IUseCase
{
    /// <param name="Workaround">For the desk, Markdown; with it the problem is a known error.</param>
    /// <param name="PlainWords">For requesters.</param>
    /// <param name="Public">Show the plain words to requesters, as long as the problem is not solved.</param>
    public sealed record Request(string? RootCause, string? Workaround, string? PlainWords, bool Public = false, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/problems/{number:long}/record",
        (long number, Request request, DescribeProblem useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such problem in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is to be public and has no plain words, or a text is too long.</exception>
    public async Task<ShowProblemRecord.View> RunAsync(long number, Request request, CancellationToken cancel)
    {
        await one.ChangeAsync(
            number,
            request.Version,
            async ticket =>
            {
                if (ticket.Kind != TicketKind.Problem)
                    throw new NotFound($"Problem {number}");
                var plain = Text(request.PlainWords, "plainWords");
                if (request.Public && plain is null)
                    throw new Invalid("plainWords", "is empty: requesters would be shown nothing");
                var record = await db.ProblemRecords.SingleOrDefaultAsync(p => p.TicketId == ticket.Id, cancel)
                    ?? db.Add(new ProblemRecord(ticket.OrganisationId, ticket.Id)).Entity;
                record.Describe(Text(request.RootCause, "rootCause"), Text(request.Workaround, "workaround"), plain, request.Public, clock.GetUtcNow());
                ticket.Note(EntryKind.ProblemDescribed, Author.Staff(me), clock.GetUtcNow());
            },
            cancel);
        return await show.RunAsync(number, cancel);
    }

    private static string? Text(string? text, string field) => Demand.OptionalText(text, field, ProblemRecord.LongestText, severalLines: true);
}
