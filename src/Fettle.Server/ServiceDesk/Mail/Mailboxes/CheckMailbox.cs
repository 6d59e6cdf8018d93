using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fettle.Mail.Network;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>What is asked of a mailbox, whether it is made, changed or tried.</summary>
/// <param name="Host">The IMAP server; left out: mail is handed in, nothing is fetched.</param>
/// <param name="Port">Left out: 993 with TLS, else 143.</param>
/// <param name="Secret">Left out: the one that is kept.</param>
/// <param name="IsToken">The secret is an access token (XOAUTH2).</param>
/// <param name="Authority">A certificate authority of one's own, as PEM.</param>
/// <param name="ForAll">Takes the mail of every organisation.</param>
/// <param name="AuthservId">The name by which the mail server signs its Authentication-Results; left out: none is believed.</param>
internal sealed record MailboxRequest(
    long OrganisationId, long QueueId, string Address, bool ForAll = false, string? Host = null, int? Port = null, MailSecurity Security = MailSecurity.Tls, string? User = null,
    string? Secret = null, bool IsToken = false, string? Authority = null, string? Folder = null, Afterwards Afterwards = Afterwards.MarkSeen, string? MoveTo = null, string? AuthservId = null);

/// <summary>Checks what is asked of a mailbox.</summary>
internal sealed class CheckMailbox(FettleDb db, CurrentPerson me)
{
    private const int LongestName = 250;
    private const int LongestSecret = 16_000;

    /// <exception cref="NotFound">The organisation is not one where the caller manages the desk.</exception>
    /// <exception cref="Forbidden">It is to take the mail of all, and the caller manages the desk of some.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    public async Task<MailboxFields> RunAsync(MailboxRequest request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ManageServiceDesk, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        if (request.ForAll)
            me.RequireEverywhere(Permission.ManageServiceDesk);
        if (!await db.Queues.AnyAsync(q => q.Id == request.QueueId && q.OrganisationId == request.OrganisationId, cancel))
            throw new Invalid("queueId", "is no queue of this organisation");
        var address = Demand.Text(request.Address, "address", LongestName).ToLowerInvariant();
        if (!System.Net.Mail.MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
            throw new Invalid("address", "is not a mail address such as help@example.org");

        var host = Demand.OptionalText(request.Host, "host", LongestName);
        if (request.Port is < 1 or > 65535)
            throw new Invalid("port", "is not one from 1 to 65535");
        if (request.Secret?.Length > LongestSecret)
            throw new Invalid("secret", $"is longer than {LongestSecret} characters");
        var security = Demand.Known(request.Security, "security");
        var user = host is null ? null : Demand.Text(request.User, "user", LongestName);
        if (host is not null)
            await RequireReachableAsync(host, cancel);
        var afterwards = Demand.Known(request.Afterwards, "afterwards");
        return new(
            request.QueueId, address, request.ForAll, host, request.Port ?? (security == MailSecurity.Tls ? 993 : 143), security, user, request.IsToken, AuthorityOf(request.Authority),
            Demand.OptionalText(request.Folder, "folder", LongestName) ?? "INBOX", afterwards,
            afterwards == Afterwards.Move ? Demand.Text(request.MoveTo, "moveTo", LongestName) : null, Demand.OptionalText(request.AuthservId, "authservId", LongestName));
    }

    /// <summary>Who manages the desk of one organisation does not get to look around in the provider's own network.</summary>
    private async Task RequireReachableAsync(string host, CancellationToken cancel)
    {
        if (me.MayEverywhere(Permission.ManageServiceDesk))
            return;
        try
        {
            if ((await Dns.GetHostAddressesAsync(host, cancel)).Any(IsInside))
                throw new Invalid("host", "is an address inside the server's own network; who manages the desks of all organisations can set that up");
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new Invalid("host", "is no name that can be found");
        }
    }

    internal static bool IsInside(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6UniqueLocal || plain.IsIPv6SiteLocal || plain.Equals(IPAddress.IPv6Any))
            return true;
        return plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is var b
            && (b[0] is 0 or 10 or 127 || (b[0] == 172 && b[1] is >= 16 and <= 31) || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254) || (b[0] == 100 && b[1] is >= 64 and <= 127));
    }

    private static string? AuthorityOf(string? pem)
    {
        if (string.IsNullOrWhiteSpace(pem))
            return null;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return certificate.ExportCertificatePem();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new Invalid("authority", "is no certificate (PEM: -----BEGIN CERTIFICATE-----)");
        }
    }
}
