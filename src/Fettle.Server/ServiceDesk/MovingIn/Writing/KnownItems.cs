using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>What became of the things of one other system before.</summary>
internal sealed class KnownItems(FettleDb db)
{
    public Task<ImportedItem?> FindAsync(ImportRun run, ImportedKind kind, string externalId, CancellationToken cancel)
    {
        var (organisation, prefix) = (run.OrganisationId, run.Prefix);
        return db.ImportedItems.SingleOrDefaultAsync(i => i.OrganisationId == organisation && i.Prefix == prefix && i.Kind == kind && i.ExternalId == externalId, cancel);
    }

    public void Remember(ImportRun run, ImportedKind kind, string externalId, long localId, string stamp, long version = 0) => db.Add(new ImportedItem
    {
        OrganisationId = run.OrganisationId,
        Prefix = run.Prefix,
        Kind = kind,
        ExternalId = externalId,
        LocalId = localId,
        Stamp = stamp,
        Version = version,
    });
}
