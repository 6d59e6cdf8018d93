using Fettle.Server.Automation.Jobs;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation;

internal static class AutomationTables
{
    extension(FettleDb db)
    {
        public DbSet<Job> Jobs => db.Set<Job>();

        public DbSet<JobOutputPiece> JobOutput => db.Set<JobOutputPiece>();

        public DbSet<JobReport> JobReports => db.Set<JobReport>();
    }
}
