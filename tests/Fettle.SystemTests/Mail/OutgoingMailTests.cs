using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Fettle.Mail;
using Fettle.Mail.Network;
using Fettle.MailTests.Network;
using Fettle.ServerTests.Testing;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Mail;

/// <summary>From a requester's mailbox to a ticket and back again, through Debian's own Postfix and Dovecot.</summary>
[SupportedOSPlatform("linux")]
public abstract class OutgoingMailTests
{
    /// <summary>Prints what Python's own parser understands, a line each.</summary>
    private const string Python =
        "import email,email.policy,sys; m=email.message_from_binary_file(open(sys.argv[1],'rb'),policy=email.policy.default); "
        + "print(m['subject']); print(m['from'].addresses[0].addr_spec); print(m['in-reply-to']); print(m.get_body(('plain',)).get_content().split('\\n')[0]); "
        + "print(m.get_body(('html',)).get_content_type()); print(','.join(a.get_filename() for a in m.iter_attachments())); print(len(m.defects))";

    private protected abstract Task<PublishedServer> NewServerAsync();

    [Fact]
    public async Task A_requester_who_writes_by_mail_is_answered_by_mail_and_a_report_of_what_did_not_arrive_comes_back_to_the_ticket()
    {
        PublishedServer.SkipWhereThereIsNone();
        await using var server = await NewServerAsync();
        await using var dovecot = await RunningDovecot.StartAsync();
        await using var postfix = await RunningPostfix.StartAsync(dovecot, takesUnknown: true);
        await server.InitializeAsync();
        await dovecot.DeliverAsync("anna", "Subject: older\n\n");
        await dovecot.DeliverAsync("desk", "From: Anna <anna@example.com>\nTo: desk@example.com\nMessage-ID: <1@example.com>\nSubject: Es druckt nicht\n\nNichts kommt heraus.\n");
        var organisation = (long)(await server.GetAsync("/me"))["organisations"]!.AsArray()[0]!["id"]!;
        var sender = await server.PostAsync("/mail/senders", new() { ["organisationId"] = organisation, ["sender"] = Sender(postfix, dovecot, "wrong") });
        await server.PostAsync("/mailboxes", await MailboxAsync(server, organisation, dovecot));

        // The confirmation waits for the password to be right.
        await Eventually.HoldsAsync("the wrong password is told", async () =>
            ((string?)(await server.ListAsync("/mail/senders"))[0]["trouble"])?.Contains("does not accept user and password", StringComparison.Ordinal) == true);
        await server.PutAsync($"/mail/senders/{(long)sender["id"]!}", Sender(postfix, dovecot, "secret"));
        await Eventually.HoldsAsync("the confirmation is there", () => Task.FromResult(Inbox(dovecot).Exists(m => m.Automatic)), within: TimeSpan.FromMinutes(3));
        var number = (long)(await server.GetAsync("/tickets?limit=10"))["items"]!.AsArray()[0]!["number"]!;

        // The mail server goes away in the middle and comes back; the answer comes once.
        await postfix.StopAsync();
        await server.PostAsync($"/tickets/{number}/replies", new() { ["body"] = "Größe **A4** einlegen." });
        await Eventually.HoldsAsync("the answer waits and says why", async () => (string?)(await MailAsync(server, number))["state"] == "waiting" && (await MailAsync(server, number))["failure"] is not null);
        await postfix.StartAsync();
        await Eventually.HoldsAsync("the answer is there", () => Task.FromResult(Inbox(dovecot).Exists(m => !m.Automatic && m.InReplyTo is not null)), within: TimeSpan.FromMinutes(3));
        Assert.Equal("sent", (string?)(await MailAsync(server, number))["state"]);
        Assert.Single(Inbox(dovecot), m => !m.Automatic && m.InReplyTo is not null);
        await ReadsWithPythonAsync(dovecot);

        // To somebody whom the mail server does not know, as it finds out afterwards.
        var gone = await server.PostAsync("/people", new() { ["organisationId"] = organisation, ["name"] = "Gone", ["email"] = "gone@example.com" });
        await server.PutAsync($"/tickets/{number}/requester", new() { ["personId"] = (long)gone["id"]! });
        await server.PostAsync($"/tickets/{number}/replies", new() { ["body"] = "Are you there?" });
        await Eventually.HoldsAsync("the report has come back to the mail", async () => (string?)(await MailAsync(server, number))["state"] == "bounced", within: TimeSpan.FromMinutes(3));
        Assert.Equal("5.1.1", (string?)(await server.ListAsync("/mail/bounced-addresses?address=gone@example.com")).Single()["status"]);
    }

    private static async Task<JsonNode> MailAsync(PublishedServer server, long number) =>
        (await server.GetAsync($"/tickets/{number}/timeline"))["items"]!.AsArray().Last(e => (string?)e!["kind"] == "reply")!["mail"]!;

    private static IEnumerable<string> Files(RunningDovecot dovecot) =>
        Directory.EnumerateFiles(Path.Combine(dovecot.Folder, "home/anna/Maildir"), "*", SearchOption.AllDirectories).Where(f => Path.GetDirectoryName(f) is { } folder && Path.GetFileName(folder) is "new" or "cur");

    private static List<MailMessage> Inbox(RunningDovecot dovecot) => [.. Files(dovecot).Select(Read)];

    private static MailMessage Read(string file)
    {
        using var raw = RawMail.FromBytes(File.ReadAllBytes(file));
        return MailReader.Read(raw);
    }

    private static async Task ReadsWithPythonAsync(RunningDovecot dovecot)
    {
        var file = Files(dovecot).Single(f => Read(f) is { Automatic: false, InReplyTo: not null });
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Python, file]) { RedirectStandardOutput = true, Environment = { ["PYTHONIOENCODING"] = "utf-8" } })!;
        var lines = (await python.StandardOutput.ReadToEndAsync()).TrimEnd().Split('\n');
        var ours = Read(file);
        Assert.Equal(["Re: Es druckt nicht", "desk@example.com", ours.InReplyTo!, "Größe **A4** einlegen.", "text/html", "", "0"], lines);
    }

    private static JsonObject Sender(RunningPostfix postfix, RunningDovecot dovecot, string secret) => new()
    {
        ["address"] = "desk@example.com",
        ["displayName"] = "Störungsstelle",
        ["host"] = "localhost",
        ["port"] = postfix.StartTls.Port,
        ["security"] = "startTls",
        ["user"] = "desk",
        ["secret"] = secret,
        ["authority"] = dovecot.StartTls.CertificateAuthority!.ExportCertificatePem(),
        ["plusAddressing"] = true,
    };

    private static async Task<JsonObject> MailboxAsync(PublishedServer server, long organisation, RunningDovecot dovecot)
    {
        MailServer imap = dovecot.StartTls;
        var queue = await server.PostAsync("/queues", new() { ["organisationId"] = organisation, ["name"] = "Mail" });
        return new()
        {
            ["organisationId"] = organisation,
            ["queueId"] = (long)queue["id"]!,
            ["address"] = "desk@example.com",
            ["host"] = imap.Host,
            ["port"] = imap.Port,
            ["security"] = "startTls",
            ["user"] = "desk",
            ["secret"] = "secret",
            ["authority"] = imap.CertificateAuthority!.ExportCertificatePem(),
            ["afterwards"] = "markSeen",
            ["moveTo"] = null,
        };
    }

    public sealed class Sqlite : OutgoingMailTests
    {
        private protected override Task<PublishedServer> NewServerAsync() => Task.FromResult(new PublishedServer());
    }

    public sealed class Postgres(PostgresCluster cluster) : OutgoingMailTests
    {
        private protected override async Task<PublishedServer> NewServerAsync() => new() { Database = await cluster.NewDatabaseAsync() };
    }
}
