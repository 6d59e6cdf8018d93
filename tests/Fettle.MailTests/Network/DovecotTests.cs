using System.Runtime.Versioning;
using System.Text;
using Fettle.Mail.Imap;
using Fettle.Mail.Network;

namespace Fettle.MailTests.Network;

/// <summary>Against a real Dovecot on loopback.</summary>
[SupportedOSPlatform("linux")]
public sealed class DovecotTests
{
    [Fact]
    public async Task Mail_is_waited_for_fetched_marked_and_moved_also_after_the_server_was_restarted()
    {
        await using var dovecot = await RunningDovecot.StartAsync();
        await dovecot.DeliverAsync("anna", "Subject: first\n\nHello\n.\nA1 OK not the end\n");
        ImapMailbox before;
        await using (var client = await ConnectAsync(dovecot.StartTls))
        {
            before = await client.OpenAsync("INBOX", CancellationToken.None);
            var waiting = client.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            await dovecot.DeliverAsync("anna", "Subject: second\n\nHello again");

            Assert.True(await waiting);
            Assert.Equal([1u, 2u], (await client.ListAsync(1, CancellationToken.None)).Select(e => e.Uid));
            Assert.Equal("Subject: first\r\n\r\nHello\r\n.\r\nA1 OK not the end\r\n", await FetchAsync(client, 1));

            await dovecot.RestartAsync();
            await Assert.ThrowsAsync<MailServerFault>(() => client.ListAsync(1, CancellationToken.None));
        }

        await using var again = await ConnectAsync(dovecot.Tls);
        var after = await again.OpenAsync("INBOX", CancellationToken.None);
        Assert.Equal(before.UidValidity, after.UidValidity);
        Assert.Contains("second", await FetchAsync(again, 2));
        await again.MarkSeenAsync(2, CancellationToken.None);
        await again.MoveAsync(1, "Erledigt für immer", CancellationToken.None);
        Assert.Equal([new ImapEntry(2, 33, Seen: true)], (await again.ListAsync(1, CancellationToken.None)).Select(e => e with { Size = 33 }));
        Assert.Equal(1u, (await again.OpenAsync("Erledigt für immer", CancellationToken.None)).Exists);
        await again.DeleteAsync(1, CancellationToken.None);
        Assert.Empty(await again.ListAsync(1, CancellationToken.None));
        await again.LogoutAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_wrong_password_and_a_certificate_of_nobody_are_refused()
    {
        await using var dovecot = await RunningDovecot.StartAsync();

        await Assert.ThrowsAsync<MailSignInRefused>(() => ImapClient.ConnectAsync(dovecot.StartTls, new("anna", "wrong"), TimeProvider.System, CancellationToken.None));
        var untrusted = await Assert.ThrowsAsync<MailServerFault>(() => ConnectAsync(dovecot.Tls with { CertificateAuthority = null }));
        Assert.Contains("not to be trusted", untrusted.Message);
    }

    private static Task<ImapClient> ConnectAsync(MailServer server) => ImapClient.ConnectAsync(server, new("anna", "secret"), TimeProvider.System, CancellationToken.None);

    private static async Task<string> FetchAsync(ImapClient client, uint uid)
    {
        using var message = new MemoryStream();
        Assert.True(await client.FetchAsync(uid, message, CancellationToken.None));
        return Encoding.Latin1.GetString(message.ToArray());
    }
}
