using System.Globalization;
using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>
/// Starts every task for which those before it are ended, and ends the request with its last. What a device does becomes a job, what another program does a
/// call that waits; the rest is for people. Inside the caller's transaction, on a locked ticket.
/// </summary>
internal sealed class StartTasks(FettleDb db, IJobs jobs, IDevices devices, TimeProvider clock)
{
    /// <summary>A device that is not seen for so long does not do it any more.</summary>
    private static readonly TimeSpan JobIsGood = TimeSpan.FromDays(7);

    public async Task RunAsync(Ticket ticket, CatalogueRequest request, CancellationToken cancel)
    {
        var tasks = await db.RequestTasks.Where(t => t.TicketId == ticket.Id).OrderBy(t => t.Position).ToListAsync(cancel);
        var (plan, ended) = (request.ReadPlan().Tasks.ToDictionary(t => t.Key), tasks.Where(t => t.Ended).Select(t => t.Key).ToHashSet());
        foreach (var task in tasks.Where(t => t.State == TaskState.Waiting && t.After.All(ended.Contains)))
            await StartAsync(ticket, request, task, plan[task.Key], cancel);
        if (tasks.Count > 0 && tasks.TrueForAll(t => t.Ended) && request.State == RequestState.Working)
            Finish(ticket, request);
    }

    /// <summary>Begins a task, or begins it anew after it failed.</summary>
    public async Task StartAsync(Ticket ticket, CatalogueRequest request, RequestTask task, PlannedTask plan, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (plan.Job is { } job)
            await StartJobAsync(ticket, request, task, job, now, cancel);
        else if (plan.Webhook is not null)
            task.RunAsWebhook(now);
        else
            task.Start(now);
        if (task.State == TaskState.Failed)
            ticket.Note(EntryKind.TaskFailed, Author.Fettle, now, data: new() { Title = task.Title, Failure = task.Failure, TaskId = task.Id });
        else
            ticket.Note(EntryKind.TaskStarted, Author.Fettle, now, data: new() { Title = task.Title, JobId = task.JobId, TaskId = task.Id });
    }

    private async Task StartJobAsync(Ticket ticket, CatalogueRequest request, RequestTask task, JobStep step, DateTimeOffset now, CancellationToken cancel)
    {
        var wanted = step.DeviceField is { } field ? request.ReadAnswers().GetValueOrDefault(field) is [var id, ..] ? long.Parse(id, CultureInfo.InvariantCulture) : null : ticket.DeviceId;
        var device = wanted is { } known ? (await devices.InServiceAsync([known], cancel)).GetValueOrDefault(known) : null;
        if (device is null || device.OrganisationId != ticket.OrganisationId)
        {
            task.Fail("There is no device to do it on. Choose the ticket's device, then try it again.");
            return;
        }
        var title = $"#{ticket.Number} {task.Title}";
        task.RunAsJob(
            await jobs.StartAsync(
                // Whoever saved the service may run commands and agree to them, and did so with these.
                new(device.Id, device.OrganisationId, JobKind.Script, title.Length <= 120 ? title : title[..120], TimeSpan.FromSeconds(step.TimeLimitSeconds), now + JobIsGood, NeedsApproval: false, PersonId: null)
                {
                    Commands = step.Commands,
                },
                cancel),
            now);
    }

    private void Finish(Ticket ticket, CatalogueRequest request)
    {
        var now = clock.GetUtcNow();
        request.Finish();
        ticket.Note(EntryKind.RequestDone, Author.Fettle, now, data: new() { Title = request.Name });
        if (request.ResolveWhenDone && ticket.Status.IsActive)
            ticket.Resolve(verified: false, "Everything that was asked for is done.", Author.Fettle, now);
    }
}
