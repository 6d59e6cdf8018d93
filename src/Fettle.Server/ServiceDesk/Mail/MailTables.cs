using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail;

internal static class MailTables
{
    extension(FettleDb db)
    {
        public DbSet<TicketMail> TicketMails => db.Set<TicketMail>();

        public DbSet<Sender> Senders => db.Set<Sender>();
    }
}
