using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Ticks a task off, or takes the tick back. Who ticks off what was nobody's did it; the log says so.</summary>
internal sealed class TickMajorIncidentTask(FettleDb db, CurrentPerson me, OneMajorIncident one, TimeProvider clock) : IUseCase
{
    public sealed record Request(bool Done);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/major-incidents/{number:long}/tasks/{roomTaskId:long}",
        (long number, long roomTaskId, Request request, TickMajorIncidentTask useCase, CancellationToken cancel) => useCase.RunAsync(number, roomTaskId, request, cancel));

    /// <exception cref="NotFound">No such task of a major incident in an organisation where the caller works tickets.</exception>
    public Task<ReadMajorIncident.Room> RunAsync(long number, long roomTaskId, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        async (ticket, _) =>
        {
            var task = await db.MajorIncidentTasks.SingleOrDefaultAsync(t => t.Id == roomTaskId && t.TicketId == ticket.Id, cancel) ?? throw new NotFound($"Task {roomTaskId}");
            if (request.Done == task.DoneAt is not null)
                return;
            if (!request.Done)
            {
                task.Undo();
                return;
            }
            var now = clock.GetUtcNow();
            task.Do(me.Id, now);
            ticket.Note(EntryKind.MajorLogged, Author.Staff(me), now, text: $"Done: {SafeMarkdown.Escape(task.Text)}");
        },
        cancel);
}
