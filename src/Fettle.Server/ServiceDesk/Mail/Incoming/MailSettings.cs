using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>What is taken of the mail that comes in.</summary>
internal sealed record MailSettings
{
    public const string Section = "Mail";

    [Range(1, 2048), Description("The largest message that is taken, in megabytes. A larger one stays in its mailbox and is shown in the quarantine; one that is handed in is refused.")]
    public int MaximumMegabytes { get; init; } = 150;

    [Range(1, 100_000), Description("Mails of one sender that become entries of tickets within an hour; what comes beyond goes to the quarantine.")]
    public int PerSenderAndHour { get; init; } = 60;

    [Url, Description("Where `fettle-server mail` hands messages in, for the aliases of a mail server.")]
    public string HandInAt { get; init; } = "http://127.0.0.1:7070";

    [Description("The file with the API token (permission DeliverMail) with which `fettle-server mail` hands messages in.")]
    public string? TokenFile { get; init; }

    [Description("The id of the mailbox that `fettle-server mail` hands messages in for; 0: the first queue of the token's organisation.")]
    public long Mailbox { get; init; }

    public long MaximumBytes => MaximumMegabytes * 1024L * 1024L;
}
