using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn;

internal static class ImportTables
{
    extension(FettleDb db)
    {
        public DbSet<ImportRun> ImportRuns => db.Set<ImportRun>();

        public DbSet<ImportedItem> ImportedItems => db.Set<ImportedItem>();

        public DbSet<ImportedLinkEnd> ImportedLinkEnds => db.Set<ImportedLinkEnd>();

        public DbSet<ImportRefusal> ImportRefusals => db.Set<ImportRefusal>();
    }
}
