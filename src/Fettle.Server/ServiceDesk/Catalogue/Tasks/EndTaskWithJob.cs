using Fettle.Server.Automation;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>A device has ended the job of a task: the task is done, or somebody has to look.</summary>
internal sealed class EndTaskWithJob(FettleDb db, EndTask end) : IListenTo<JobFinished>
{
    public async Task HearAsync(JobFinished finished, CancellationToken cancel)
    {
        var task = await db.RequestTasks.AsNoTracking().Where(t => t.JobId == finished.JobId && t.State == TaskState.Running).Select(t => new { t.Id }).SingleOrDefaultAsync(cancel);
        if (task is not null)
            await end.RunAsync(task.Id, finished.Status == JobStatus.Succeeded ? null : finished.Error ?? $"The job ended as {finished.Status}.", cancel);
    }
}

/// <summary>What does a task by itself is at its end.</summary>
internal sealed class EndTask(FettleDb db, OneTicket one, StartTasks start, TimeProvider clock)
{
    /// <param name="failure">Null: it is done.</param>
    public Task RunAsync(long id, string? failure, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var number = await (from t in db.RequestTasks where t.Id == id join of in db.Tickets on t.TicketId equals of.Id select of.Number).SingleAsync(cancel);
            var ticket = (await one.LockAsync(number, cancel))!;
            var task = await db.RequestTasks.SingleAsync(t => t.Id == id, cancel);
            if (task.State != TaskState.Running)
                return;
            var (now, data) = (clock.GetUtcNow(), new EntryData { Title = task.Title, TaskId = task.Id, JobId = task.JobId, Failure = failure });
            if (failure is null)
                task.Finish(by: null, now);
            else
                task.Fail(failure);
            ticket.Note(failure is null ? EntryKind.TaskDone : EntryKind.TaskFailed, Author.Fettle, now, data: data);
            await db.SaveChangesAsync(cancel);
            await start.RunAsync(ticket, await db.CatalogueRequests.SingleAsync(r => r.TicketId == ticket.Id, cancel), cancel);
            await one.SaveAsync(ticket, cancel);
        },
        cancel);
}
