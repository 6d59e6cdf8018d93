using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Writes a line into the room's log, with its time; for the desk alone.</summary>
internal sealed class LogMajorIncident(CurrentPerson me, OneMajorIncident one, TimeProvider clock) : IUseCase
{
    public sealed record Request(string Text);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/major-incidents/{number:long}/log",
        (long number, Request request, LogMajorIncident useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such major incident in an organisation where the caller works tickets.</exception>
    public Task<ReadMajorIncident.Room> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        (ticket, _) =>
        {
            var text = Demand.Text(request.Text, "text", ReplyToTicket.LongestBody, severalLines: true);
            ticket.Note(EntryKind.MajorLogged, Author.Staff(me), clock.GetUtcNow(), text: text);
            return Task.CompletedTask;
        },
        cancel);
}
