using System.Security.Cryptography.X509Certificates;
using Fettle.Mail.Imap;
using Fettle.Mail.Network;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Connects to the server of a mailbox, and says in words what is wrong where that fails.</summary>
internal static class MailboxConnection
{
    public static async Task<ImapClient> OpenAsync(string host, int port, MailSecurity security, string? authority, MailCredentials credentials, TimeSpan patience, TimeProvider clock, CancellationToken cancel)
    {
        var certificate = authority is null ? null : X509Certificate2.CreateFromPem(authority);
        try
        {
            return await ImapClient.ConnectAsync(new(host, port, security) { CertificateAuthority = certificate, Timeout = patience }, credentials, clock, cancel);
        }
        finally
        {
            certificate?.Dispose();
        }
    }

    /// <summary>Null for what has nothing to do with the mail server.</summary>
    public static (MailTrouble Kind, string Words)? Explain(Exception e) => e switch
    {
        MailSignInRefused => (MailTrouble.SignIn, e.Message),
        MailServerRefusal => (MailTrouble.Refused, $"The mail server refuses: {e.Message}"),
        MailServerFault => (MailTrouble.Server, e.Message),
        _ => null,
    };
}
