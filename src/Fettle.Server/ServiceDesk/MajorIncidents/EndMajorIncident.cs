using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Problems;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Ends a major incident with a summary. Everybody affected is told, their tickets can be resolved with it, and a problem is opened so that its cause is looked for.</summary>
internal sealed class EndMajorIncident(FettleDb db, CurrentPerson me, OneMajorIncident one, TellAffected affected, OpenProblem problems, LinkTickets links, OneTicket tickets, TimeProvider clock)
    : IUseCase
{
    /// <param name="Summary">What it was and what put it right, Markdown; for the desk.</param>
    /// <param name="Message">What the requesters are told, in plain words; none: they are told nothing.</param>
    /// <param name="Resolve">Resolve the incident and the linked tickets.</param>
    /// <param name="OpenProblem">Open a problem of it, with the linked tickets.</param>
    public sealed record Request(string Summary, string? Message = null, bool Resolve = true, bool OpenProblem = true);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/major-incidents/{number:long}/end",
        (long number, Request request, EndMajorIncident useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such major incident in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It has ended, or too many tickets are linked.</exception>
    public Task<ReadMajorIncident.Room> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        async (ticket, major) =>
        {
            major.RequireToLast();
            var summary = Demand.Text(request.Summary, "summary", ReplyToTicket.LongestBody, severalLines: true);
            var message = Demand.OptionalText(request.Message, "message", ReplyToTicket.LongestBody, severalLines: true);
            var numbers = await ReadMajorIncident.Affected(db, ticket.Id).OrderBy(t => t.Number).Select(t => t.Number).ToListAsync(cancel);
            var (now, by) = (clock.GetUtcNow(), Author.Staff(me));
            var problem = request.OpenProblem ? await OpenAsync(ticket, numbers, summary, cancel) : null;
            major.End(summary, problem?.Number ?? major.Problem, now);
            ticket.Note(EntryKind.MajorEnded, by, now, text: summary);
            if (message is not null)
                ticket.Answer(message, by, now);
            if (request.Resolve && ticket.Status.IsActive)
                ticket.ChangeStatus(TicketStatus.Resolved, "The major incident has ended.", by, now);
            await affected.RunAsync(numbers, message, request.Resolve, "The major incident behind it has ended.", cancel);
        },
        cancel);

    private async Task<Ticket> OpenAsync(Ticket ticket, IReadOnlyCollection<long> numbers, string summary, CancellationToken cancel)
    {
        var subject = $"Behind major incident #{ticket.Number}: {ticket.Subject}";
        var problem = await problems.FromAsync(ticket, subject.Length <= Ticket.LongestSubject ? subject : subject[..Ticket.LongestSubject], summary, cancel);
        var others = (await tickets.LockAsync(numbers, cancel)).Values.OrderBy(t => t.Number).ToList();
        foreach (var other in others)
            await links.AddAsync(other, problem, LinkKind.Problem, Author.Staff(me), clock.GetUtcNow(), cancel);
        await tickets.SaveAsync([problem, .. others], cancel);
        return problem;
    }
}
