using Fettle.Server.Diagnosis.CheckUps;
using Fettle.Server.Diagnosis.Holds;
using Fettle.Server.Diagnosis.Remedies;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis;

internal static class DiagnosisTables
{
    extension(FettleDb db)
    {
        public DbSet<CheckUp> CheckUps => db.Set<CheckUp>();

        public DbSet<FoundCause> FoundCauses => db.Set<FoundCause>();

        public DbSet<RemedyRun> RemedyRuns => db.Set<RemedyRun>();

        public DbSet<Hold> Holds => db.Set<Hold>();
    }
}
