using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Mail.Mailboxes;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail;

internal static class MailTables
{
    extension(FettleDb db)
    {
        public DbSet<TicketMail> TicketMails => db.Set<TicketMail>();

        public DbSet<Sender> Senders => db.Set<Sender>();

        public DbSet<ReceivedMail> ReceivedMails => db.Set<ReceivedMail>();

        public DbSet<Mailbox> Mailboxes => db.Set<Mailbox>();

        public DbSet<MailboxState> MailboxStates => db.Set<MailboxState>();

        public DbSet<BouncedAddress> BouncedAddresses => db.Set<BouncedAddress>();
    }
}
