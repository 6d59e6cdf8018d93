using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises;

internal static class PromiseTables
{
    extension(FettleDb db)
    {
        public DbSet<BusinessCalendar> BusinessCalendars => db.Set<BusinessCalendar>();

        public DbSet<ServiceLevel> ServiceLevels => db.Set<ServiceLevel>();

        public DbSet<TicketTarget> TicketTargets => db.Set<TicketTarget>();

        public DbSet<TargetRecomputation> TargetRecomputations => db.Set<TargetRecomputation>();
    }
}
