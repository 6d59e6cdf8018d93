using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Views;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

internal static class DeskTables
{
    extension(FettleDb db)
    {
        public DbSet<Ticket> Tickets => db.Set<Ticket>();

        public DbSet<TicketEntry> TicketEntries => db.Set<TicketEntry>();

        public DbSet<Watcher> Watchers => db.Set<Watcher>();

        public DbSet<TicketTag> TicketTags => db.Set<TicketTag>();

        public DbSet<TicketLink> TicketLinks => db.Set<TicketLink>();

        public DbSet<Attachment> Attachments => db.Set<Attachment>();

        public DbSet<TicketNumber> TicketNumbers => db.Set<TicketNumber>();

        public DbSet<TicketSeen> TicketsSeen => db.Set<TicketSeen>();

        public DbSet<SentOnce> SentOnce => db.Set<SentOnce>();

        public DbSet<Queue> Queues => db.Set<Queue>();

        public DbSet<SavedView> SavedViews => db.Set<SavedView>();
    }
}
