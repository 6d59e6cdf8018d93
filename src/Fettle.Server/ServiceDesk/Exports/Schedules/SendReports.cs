using Fettle.Server.People;
using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Exports.Schedules;

/// <summary>
/// Sends the reports whose time has come. Each is taken by a lease, so several replicas share them; one whose server dies in between is sent again after it.
/// </summary>
internal sealed class SendReports(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SendReports> log)
    : InTurns(scopes, clock, TimeSpan.FromMinutes(1), log)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private readonly IServiceScopeFactory _scopes = scopes;

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (await TakeAsync(services.GetRequiredService<FettleDb>(), cancel) is not { } taken)
            return false;
        await using var scope = _scopes.CreateAsyncScope();
        // It reads what an auditor of that one organisation reads, whoever set it up.
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([taken.OrganisationId]);
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().Is(taken.OwnerId, "Fettle", [new(Role.Auditor, taken.OrganisationId)]);
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(SendReports);
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        var failure = await scope.ServiceProvider.GetRequiredService<MailReport>().RunAsync(taken, cancel);
        if (await db.ReportSchedules.SingleOrDefaultAsync(s => s.Id == taken.Id, cancel) is not { } schedule)
            return true;
        if (failure is null)
            schedule.Sent(Clock.GetUtcNow());
        else
            schedule.Failed(failure, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<ReportSchedule?> TakeAsync(FettleDb db, CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        if (await db.ReportSchedules.AsNoTracking().Where(s => s.AttemptAt <= now).OrderBy(s => s.AttemptAt).FirstOrDefaultAsync(cancel) is not { } due)
            return null;
        var (seen, until, taken) = (due.AttemptAt, now + Lease, 0);
        // Whoever else saw it at the same time finds it taken.
        await db.InTransactionAsync(
            async () => taken = await db.ReportSchedules.Where(s => s.Id == due.Id && s.AttemptAt == seen).ExecuteUpdateAsync(s => s.SetProperty(x => x.AttemptAt, until), cancel), cancel);
        return taken == 1 ? due : null;
    }
}
