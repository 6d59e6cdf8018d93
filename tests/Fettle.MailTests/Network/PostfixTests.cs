using System.Runtime.Versioning;
using Fettle.Mail.Imap;
using Fettle.Mail.Network;
using Fettle.Mail.Smtp;
using Fettle.Mail.Writing;

namespace Fettle.MailTests.Network;

/// <summary>From the desk through a real Postfix and a real Dovecot back to the desk.</summary>
[SupportedOSPlatform("linux")]
public sealed class PostfixTests
{
    [Fact]
    public async Task What_is_handed_in_with_starttls_and_a_password_arrives_as_it_was_written_and_the_unknown_recipient_is_told()
    {
        await using var dovecot = await RunningDovecot.StartAsync();
        await using var postfix = await RunningPostfix.StartAsync(dovecot);
        await dovecot.DeliverAsync("anna", "Subject: older\n\n");
        await using var inbox = await ImapClient.ConnectAsync(dovecot.Tls, new("anna", "secret"), TimeProvider.System, CancellationToken.None);
        await inbox.OpenAsync("INBOX", CancellationToken.None);
        var draft = new MailDraft
        {
            From = new("Störungsstelle", "desk@example.com"),
            To = [new("Anna", "anna@example.com")],
            Subject = "Ihr Drucker im dritten Stock druckt wieder, und das Gerät im zweiten auch",
            Date = TimeProvider.System.GetUtcNow(),
            MessageId = MessageId.New("example.com"),
            Text = ".\nFrom here on\n.two\n" + new string('ü', 500),
            Files = [new("Zähler.csv", "text/csv", null, () => new MemoryStream("a;b\n1;2"u8.ToArray()))],
        };

        var sent = await SendAsync(postfix.StartTls, draft);
        Assert.Equal(["bob@example.com"], sent.Refused.Select(r => r.Recipient));
        while ((await inbox.ListAsync(2, CancellationToken.None)).Count == 0)
            await inbox.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
        using var received = new MemoryStream();
        Assert.True(await inbox.FetchAsync(2, received, CancellationToken.None));
        var read = Message.Read(received.ToArray());

        Assert.Equal((draft.Subject, draft.From, draft.MessageId, draft.Text), (read.Subject, read.From, read.MessageId, read.Text));
        Assert.Equal(("Zähler.csv", "a;b\n1;2"), (read.Attachments.Single().Name, read.Attachments.Single().Content()));
        await Assert.ThrowsAsync<MailSignInRefused>(() => SmtpClient.ConnectAsync(postfix.StartTls, new("anna", "wrong"), "desk", TimeProvider.System, CancellationToken.None));
    }

    private static async Task<SmtpAcceptance> SendAsync(MailServer server, MailDraft draft)
    {
        using var message = new MemoryStream();
        await MailWriter.WriteAsync(draft, message, CancellationToken.None);
        message.Position = 0;
        await using var client = await SmtpClient.ConnectAsync(server, new("anna", "secret"), "desk.example.com", TimeProvider.System, CancellationToken.None);
        var sent = await client.SendAsync(new("desk@example.com", ["anna@example.com", "bob@example.com"]) { Size = message.Length }, message, CancellationToken.None);
        await client.QuitAsync(CancellationToken.None);
        return sent;
    }
}
