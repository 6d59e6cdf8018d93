using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fettle.Mail.Network;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>A sending address as an administrator describes it.</summary>
/// <param name="QueueId">Null: for every queue of the organisation that has none of its own.</param>
/// <param name="User">Null: the server wants no sign-in.</param>
/// <param name="Secret">The password. Null leaves the one that is there.</param>
/// <param name="Authority">PEM of the authority that signed the server's certificate, where it is one's own.</param>
/// <param name="PlusAddressing">The server also delivers what is sent to <c>address+anything</c>.</param>
/// <param name="Signature">Markdown with variables.</param>
/// <param name="AcknowledgementText">Markdown with variables; null: the text that Fettle comes with.</param>
internal sealed record SenderRequest(
    long? QueueId, string Address, string DisplayName, string Host, int Port, MailSecurity Security, string? User = null, string? Secret = null,
    string? Authority = null, bool PlusAddressing = false, string? Signature = null, bool Acknowledges = true, string? AcknowledgementText = null)
{
    private const int LongestAddress = 254; // RFC 5321 §4.5.3.1.3

    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    public SenderFields Checked()
    {
        var user = Demand.OptionalText(User, "user", 300);
        var host = Demand.Text(Host, "host", 253);
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new Invalid("host", "is no server's name such as mail.example.org");
        if (Port is < 1 or > 65535)
            throw new Invalid("port", "goes from 1 to 65535; usual are 587 (STARTTLS) and 465 (TLS)");
        if (Demand.Known(Security, "security") == MailSecurity.None && user is not null && !IsThisMachine(host))
            throw new Invalid("security", "would send the password readable for everybody on the way: only a server on this machine may go without TLS");
        if (Signature is not null)
            MailTemplate.Parse(Signature, "signature", LetterVariables.All);
        if (AcknowledgementText is not null)
            MailTemplate.Parse(AcknowledgementText, "acknowledgementText", LetterVariables.OurOwn);
        return new(
            QueueId, CheckedAddress(), Demand.Text(DisplayName, "displayName", 100), host, Port, Security, user, CheckedAuthority(), PlusAddressing,
            Demand.OptionalText(Signature, "signature", MailTemplate.Longest, severalLines: true), Acknowledges,
            Demand.OptionalText(AcknowledgementText, "acknowledgementText", MailTemplate.Longest, severalLines: true));
    }

    private string CheckedAddress()
    {
        var address = Demand.Text(Address, "address", LongestAddress);
        return System.Net.Mail.MailAddress.TryCreate(address, out var parsed) && parsed.Address == address && !address.Contains(' ')
            ? address
            : throw new Invalid("address", "is not a mail address such as help@example.org");
    }

    private string? CheckedAuthority()
    {
        var pem = Demand.OptionalText(Authority, "authority", 20_000, severalLines: true);
        if (pem is null)
            return null;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return pem;
        }
        catch (CryptographicException)
        {
            throw new Invalid("authority", "is no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        }
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
