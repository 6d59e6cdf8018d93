using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Finds a run for whoever may do something with it.</summary>
internal sealed class OneImport(FettleDb db, CurrentPerson me)
{
    /// <exception cref="NotFound">No such run in an organisation that the caller administers.</exception>
    public async Task<ImportRun> OfMineAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.Administer);
        var run = await db.ImportRuns.SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (run is null || !me.May(Permission.Administer, run.OrganisationId))
            throw new NotFound($"Import {id}");
        if (run.Settings.EachOrganisation)
            me.RequireEverywhere(Permission.Administer);
        return run;
    }

    /// <exception cref="NotFound">No such run in an organisation where the caller sees tickets.</exception>
    public async Task<ImportRun> ToReadAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var run = await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        return run is not null && me.May(Permission.ViewTickets, run.OrganisationId) ? run : throw new NotFound($"Import {id}");
    }

    public async Task<ImportView> SaveAsync(ImportRun run, CancellationToken cancel)
    {
        db.Nudge("imports", run.Id, run.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return ImportView.Of(run);
    }
}

/// <param name="HasSecret">A token is kept; it is never shown.</param>
/// <param name="Trouble">Why it rests or has failed.</param>
/// <param name="NextAt">It rests until then.</param>
internal sealed record ImportView(
    long Id, long OrganisationId, ImportSource Source, string Prefix, ImportSettings Settings, bool HasSecret, string? FileName, long? FileSize, ImportState State, ImportCounts Counts,
    string? Trouble, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, DateTimeOffset? NextAt)
{
    public static ImportView Of(ImportRun r) => new(
        r.Id, r.OrganisationId, r.Source, r.Prefix, r.Settings, r.SealedSecret is not null, r.FileName, r.FileSize, r.State, r.Counts, r.Trouble, r.CreatedAt, r.StartedAt, r.FinishedAt, r.NextAt);
}
