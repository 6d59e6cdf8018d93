using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Problems;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>
/// Tells everybody who is affected how it stands, in one go: as an answer on the incident and on each linked ticket, which goes out by mail; and, where wanted, to the
/// whole organisation in the portal.
/// </summary>
internal sealed class TellEverybody(FettleDb db, CurrentPerson me, OneMajorIncident one, TellAffected affected, TimeProvider clock) : IUseCase
{
    /// <param name="Text">Markdown, in plain words.</param>
    /// <param name="OnPortal">Show it in the portal to everybody of the organisation, in the place of what was there, while the incident lasts.</param>
    /// <param name="ToTickets">Answer the incident's own requester and those of the linked tickets.</param>
    public sealed record Request(string Text, bool OnPortal = true, bool ToTickets = true);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/major-incidents/{number:long}/updates",
        (long number, Request request, TellEverybody useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such major incident in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It has ended, or too many tickets are linked.</exception>
    /// <exception cref="Invalid">Nobody is to be told.</exception>
    public Task<ReadMajorIncident.Room> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        async (ticket, major) =>
        {
            major.RequireToLast();
            var text = Demand.Text(request.Text, "text", ReplyToTicket.LongestBody, severalLines: true);
            if (!request.OnPortal && !request.ToTickets)
                throw new Invalid("onPortal", "is off, and toTickets as well: nobody would be told");
            var now = clock.GetUtcNow();
            if (request.OnPortal)
            {
                major.Say(text, now);
                ticket.Note(EntryKind.MajorLogged, Author.Staff(me), now, text: $"In the portal: {text}");
            }
            if (!request.ToTickets)
                return;
            ticket.Answer(text, Author.Staff(me), now);
            var active = TicketStatuses.Active;
            var numbers = await ReadMajorIncident.Affected(db, ticket.Id).Where(t => active.Contains(t.Status)).OrderBy(t => t.Number).Select(t => t.Number).ToListAsync(cancel);
            await affected.RunAsync(numbers, text, resolve: false, "", cancel);
        },
        cancel);
}
