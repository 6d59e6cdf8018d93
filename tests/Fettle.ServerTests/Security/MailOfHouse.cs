using Fettle.Mail.Network;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Security;

/// <summary>One of everything that mail leaves behind: an address to send from, a mail of a ticket, an address that mail does not reach.</summary>
internal static class MailOfHouse
{
    public static Task<IReadOnlyDictionary<string, long>> FillAsync(FettleServer server, long organisation) => server.WithDbAsync(async db =>
    {
        var kept = await server.Services.GetRequiredService<BlobStore>().KeepAsync(new MemoryStream("Subject: x\r\n\r\ny"u8.ToArray()), CancellationToken.None);
        var opened = await db.TicketEntries.Where(e => e.OrganisationId == organisation).OrderBy(e => e.Id).Select(e => new { e.Id, e.TicketId }).FirstAsync();
        var sender = new Sender { OrganisationId = organisation };
        sender.Change(new(null, $"help{organisation}@house.example", "House", "mail.house.example", 587, MailSecurity.StartTls, null, null, false, null, true, null), null);
        var mail = new TicketMail
        {
            OrganisationId = organisation,
            TicketId = opened.TicketId,
            EntryId = opened.Id,
            Direction = MailDirection.In,
            From = new(null, "a@house.example"),
            Correspondent = "a@house.example",
            RawHash = kept.Hash,
            RawSize = kept.Size,
            At = server.Clock.GetUtcNow(),
            State = MailState.Received,
        };
        var bounced = new BouncedAddress { OrganisationId = organisation, Address = "gone@house.example", Since = server.Clock.GetUtcNow() };
        db.AddRange(sender, mail, bounced);
        await db.SaveChangesAsync();
        return (IReadOnlyDictionary<string, long>)new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["/mail/senders"] = sender.Id,
            ["/mails"] = mail.Id,
            ["/mail/bounced-addresses"] = bounced.Id,
        };
    });
}
