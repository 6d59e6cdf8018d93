using System.Globalization;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>Makes the tasks of a request that everybody has agreed to, and starts those that wait for nothing.</summary>
internal sealed class Unfold(FettleDb db, StartTasks start)
{
    /// <summary>The hour of a day by which what is due then is to be done; of UTC, since a form knows days only.</summary>
    private const int EndOfDay = 18;

    public async Task RunAsync(Ticket ticket, CatalogueRequest request, CancellationToken cancel)
    {
        var (plan, answers) = (request.ReadPlan(), request.ReadAnswers());
        db.AddRange(plan.Tasks.Select((task, i) => RequestTask.Of(request, task, i, DueOf(task, request, answers), needed: task.When?.Holds(answers) != false)));
        await db.SaveChangesAsync(cancel);
        await start.RunAsync(ticket, request, cancel);
    }

    private static DateTimeOffset? DueOf(PlannedTask task, CatalogueRequest request, IReadOnlyDictionary<string, IReadOnlyList<string>> answers)
    {
        if (task.DueField is { } field && answers.GetValueOrDefault(field) is [var date, ..])
            return new DateTimeOffset(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(new(EndOfDay, 0)), TimeSpan.Zero).AddDays(task.DueDays ?? 0);
        return task.DueDays is { } days && task.DueField is null ? request.BegunAt?.AddDays(days) : null;
    }
}
