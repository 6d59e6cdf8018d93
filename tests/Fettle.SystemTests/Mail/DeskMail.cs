using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Fettle.Mail.Network;
using Fettle.MailTests.Network;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Mail;

/// <summary>A server that fetches the mail of anna at a real Dovecot.</summary>
[SupportedOSPlatform("linux")]
internal sealed class DeskMail(PublishedServer server, RunningDovecot dovecot) : IAsyncDisposable
{
    private int sent;

    public PublishedServer Server => server;

    public RunningDovecot Dovecot => dovecot;

    public long Mailbox { get; private set; }

    public static async Task<DeskMail> StartAsync(PublishedServer server)
    {
        PublishedServer.SkipWhereThereIsNone();
        var dovecot = await RunningDovecot.StartAsync();
        await dovecot.DeliverAsync("anna", Message("before", "Read before Fettle came"));
        await server.InitializeAsync();
        return new(server, dovecot);
    }

    /// <param name="secret">What Dovecot takes is "secret".</param>
    public async Task AddMailboxAsync(string secret = "secret", string afterwards = "markSeen")
    {
        var me = await server.GetAsync("/me");
        var organisation = (long)me["organisations"]!.AsArray()[0]!["id"]!;
        var queue = await server.PostAsync("/queues", new() { ["organisationId"] = organisation, ["name"] = "Mail" });
        Mailbox = (long)(await server.PostAsync("/mailboxes", Request(organisation, (long)queue["id"]!, secret, afterwards)))["id"]!;
    }

    /// <summary>What is wrong with the mailbox, in words; null: nothing.</summary>
    public async Task<JsonObject> StateAsync() => (await server.ListAsync("/mailboxes")).Single(m => (long)m["id"]! == Mailbox);

    public Task DeliverAsync(string subject) => dovecot.DeliverAsync("anna", Message($"{++sent}", subject));

    public Task DeliverAsync(string id, string subject) => dovecot.DeliverAsync("anna", Message(id, subject));

    public async Task<IReadOnlyList<string>> SubjectsAsync() => [.. (await server.GetAsync("/tickets?limit=200"))["items"]!.AsArray().Select(t => (string)t!["subject"]!).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await dovecot.DisposeAsync();
    }

    private JsonObject Request(long organisation, long queue, string secret, string afterwards)
    {
        MailServer imap = dovecot.StartTls;
        return new()
        {
            ["organisationId"] = organisation,
            ["queueId"] = queue,
            ["address"] = "anna@example.com",
            ["host"] = imap.Host,
            ["port"] = imap.Port,
            ["security"] = "startTls",
            ["user"] = "anna",
            ["secret"] = secret,
            ["authority"] = imap.CertificateAuthority!.ExportCertificatePem(),
            ["afterwards"] = afterwards,
            ["moveTo"] = afterwards == "move" ? "Taken" : null,
        };
    }

    private static string Message(string id, string subject) =>
        $"From: Bob <bob@partner.example>\nTo: anna@example.com\nMessage-ID: <{id}@partner.example>\nDate: Mon, 6 Jan 2025 10:00:00 +0000\nSubject: {subject}\n\nHello {subject}\n";
}
