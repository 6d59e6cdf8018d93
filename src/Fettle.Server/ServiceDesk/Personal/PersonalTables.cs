using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Personal;

internal static class PersonalTables
{
    extension(FettleDb db)
    {
        public DbSet<Favourite> Favourites => db.Set<Favourite>();

        public DbSet<Reminder> Reminders => db.Set<Reminder>();

        public DbSet<TimeEntry> TimeEntries => db.Set<TimeEntry>();
    }
}
