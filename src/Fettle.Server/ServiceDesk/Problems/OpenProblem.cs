using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>Opens a problem from a ticket: what is behind it is looked for by itself, and the ticket is linked to it.</summary>
internal sealed class OpenProblem(CurrentPerson me, OneTicket one, NewTicket tickets, LinkTickets links, TimeProvider clock) : IUseCase
{
    /// <param name="Subject">Left out: the ticket's own.</param>
    /// <param name="Text">What is known so far, Markdown.</param>
    public sealed record Request(string? Subject = null, string? Text = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/problem",
        (long number, Request request, OpenProblem useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <returns>The problem.</returns>
    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is a problem or a change itself.</exception>
    public async Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        Ticket? problem = null;
        await one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                var subject = Demand.OptionalText(request.Subject, "subject", Ticket.LongestSubject);
                var text = Demand.OptionalText(request.Text, "text", ReplyToTicket.LongestBody, severalLines: true);
                problem = await FromAsync(ticket, subject, text, cancel);
            },
            cancel);
        return TicketState.Of(problem!);
    }

    /// <summary>Inside the caller's transaction, which saves <paramref name="ticket"/>.</summary>
    public async Task<Ticket> FromAsync(Ticket ticket, string? subject, string? text, CancellationToken cancel)
    {
        if (!ticket.Kind.IsAskedFor)
            throw new Conflict($"Ticket {ticket.Number} is no incident or request.");
        var now = clock.GetUtcNow();
        var problem = await tickets.OpenAsync(
            new(ticket.OrganisationId, TicketKind.Problem, subject ?? ticket.Subject, text ?? $"What is behind ticket {ticket.Number} is not known yet.")
            {
                QueueId = ticket.QueueId,
                Impact = ticket.Impact,
                Urgency = ticket.Urgency,
            },
            Author.Staff(me), now, cancel);
        await links.AddAsync(ticket, problem, LinkKind.Problem, Author.Staff(me), now, cancel);
        await one.SaveAsync(problem, cancel);
        return problem;
    }
}
