using System.Security.Cryptography.X509Certificates;
using Fettle.Mail.Network;
using Fettle.Mail.Smtp;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Opens the line to a sender's server, and says in words what is wrong with it.</summary>
internal sealed class SenderConnection(SenderSecret secrets, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // The server asked to sign in first, or wants another way of doing so (RFC 4954 §6): nothing is wrong with the mail.
    private static readonly int[] SignInCodes = [530, 534, 535, 538];

    /// <exception cref="IOException">It cannot be opened; <see cref="Explain"/> says why.</exception>
    public async Task<SmtpClient> OpenAsync(Sender sender, CancellationToken cancel)
    {
        using var authority = sender.Authority is { } pem ? X509Certificate2.CreateFromPem(pem) : null;
        var server = new MailServer(sender.Host, sender.Port, sender.Security) { CertificateAuthority = authority, Timeout = Patience };
        return await SmtpClient.ConnectAsync(server, secrets.Of(sender), Environment.MachineName, clock, cancel);
    }

    /// <summary>A refusal that speaks of the sender and not of the mail.</summary>
    public static bool IsAboutTheSender(MailServerRefusal refusal) => SignInCodes.Contains(refusal.Code);

    /// <summary>What went wrong and what to look at, for an administrator.</summary>
    public static string Explain(Sender sender, Exception e) => e switch
    {
        MailSignInRefused => $"{sender.Host} does not accept user and password. Check both; some providers want a password made for programs. {e.Message}",
        MailServerRefusal { Code: 0 } => $"{e.Message.TrimEnd('.')}. Choose TLS and its port (usually 465) instead.",
        MailServerRefusal refusal when IsAboutTheSender(refusal) => $"{sender.Host} wants a sign-in: give a user and a password. It said: {refusal.Code} {e.Message}",
        MailServerRefusal refusal => $"{sender.Host} said: {refusal.Code} {e.Message}",
        _ => $"{e.Message.TrimEnd('.')}. Check name, port and encryption, and whether a firewall is between.",
    };
}
