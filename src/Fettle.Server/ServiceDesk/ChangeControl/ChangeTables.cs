using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl;

internal static class ChangeTables
{
    extension(FettleDb db)
    {
        public DbSet<PlannedChange> PlannedChanges => db.Set<PlannedChange>();

        public DbSet<ChangeVote> ChangeVotes => db.Set<ChangeVote>();

        public DbSet<ChangeBoard> ChangeBoards => db.Set<ChangeBoard>();

        public DbSet<ChangeTemplate> ChangeTemplates => db.Set<ChangeTemplate>();

        public DbSet<FreezePeriod> FreezePeriods => db.Set<FreezePeriod>();
    }
}
