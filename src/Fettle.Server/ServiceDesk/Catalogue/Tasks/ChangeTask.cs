using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>Ends a task, leaves it out, takes it up again, or has a device or program try it again.</summary>
internal sealed class ChangeTask(CurrentPerson me, OneTask one, StartTasks start, TimeProvider clock) : IUseCase
{
    public enum Step
    {
        /// <summary>It is done.</summary>
        Done,

        /// <summary>It is not needed this time.</summary>
        Skip,

        /// <summary>It was not done after all.</summary>
        TakeUpAgain,

        /// <summary>A device or program that failed is to try it once more.</summary>
        TryAgain,
    }

    /// <param name="Note">For the timeline; the requester does not see it.</param>
    public sealed record Request(Step Step, string? Note = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/tasks/{taskId:long}",
        (long number, long taskId, Request request, ChangeTask useCase, CancellationToken cancel) => useCase.RunAsync(number, taskId, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or no such task of it.</exception>
    /// <exception cref="Conflict">It waits for other tasks, is ended already, or is being done just now.</exception>
    public Task<TicketState> RunAsync(long number, long taskId, Request request, CancellationToken cancel)
    {
        var step = Demand.Known(request.Step, "step");
        var note = Demand.OptionalText(request.Note, "note", longest: 2000, severalLines: true);
        return one.ChangeAsync(number, taskId, (ticket, asked, task) => ChangeAsync(ticket, asked, task, step, note, cancel), cancel);
    }

    private async Task ChangeAsync(Ticket ticket, CatalogueRequest request, RequestTask task, Step step, string? note, CancellationToken cancel)
    {
        var (by, now, data) = (Author.Staff(me), clock.GetUtcNow(), new EntryData { Title = task.Title, TaskId = task.Id });
        switch (step)
        {
            case Step.Done:
                task.Finish(me.Id, now);
                ticket.Note(EntryKind.TaskDone, by, now, text: note, data: data);
                break;
            case Step.Skip:
                task.Skip(me.Id, now);
                ticket.Note(EntryKind.TaskSkipped, by, now, text: note, data: data);
                break;
            case Step.TakeUpAgain:
                task.TakeUpAgain(now);
                request.WorkOn();
                ticket.Note(EntryKind.TaskReopened, by, now, text: note, data: data);
                break;
            default:
                if (task.State != TaskState.Failed)
                    throw new Conflict($"“{task.Title}” did not fail.");
                await start.StartAsync(ticket, request, task, request.ReadPlan().Tasks.Single(t => t.Key == task.Key), cancel);
                break;
        }
    }
}
