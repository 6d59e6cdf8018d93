using System.Text;
using Fettle.Mail.Imap;
using Fettle.Mail.Network;

namespace Fettle.MailTests.Network;

public sealed class ImapClientTests
{
    private static readonly string[] SignedIn =
    [
        "S: * OK hi", "C: F1 CAPABILITY", "S: * CAPABILITY IMAP4rev1 IDLE UIDPLUS", "S: F1 OK", "C: F2 LOGIN", "S: F2 OK", "C: F3 CAPABILITY", "S: * CAPABILITY IMAP4rev1 IDLE UIDPLUS", "S: F3 OK",
    ];

    [Fact]
    public async Task Messages_are_listed_and_streamed_as_they_are()
    {
        await using var server = new ScriptedServer(
        [
            .. SignedIn, "C: F4 SELECT", "S: * 2 EXISTS", "S: * OK [UIDVALIDITY 77] ok", "S: * OK [UIDNEXT 12] ok", "S: F4 OK [READ-WRITE]",
            "C: F5 UID FETCH 5:*", "S: * 1 FETCH (UID 10 RFC822.SIZE 5 FLAGS (\\Seen))", "S: * 2 FETCH (FLAGS () RFC822.SIZE 9 UID 11)", "S: * 1 FETCH (UID 4 RFC822.SIZE 1 FLAGS ())", "S: F5 OK",
            "C: F6 UID FETCH 10", "S: * 2 FETCH (FLAGS (\\Seen))", "S: * 1 FETCH (UID 10 BODY[] {9}", "S: a\r\nF6 OK\r\n)", "S: F6 OK", "C: F7 UID FETCH 99", "S: F7 OK",
        ]);
        await using var client = await ImapClient.ConnectAsync(server.Address, new("anna", "se\"cret"), TimeProvider.System, CancellationToken.None);
        var mailbox = await client.OpenAsync("Anfragen für & von", CancellationToken.None);
        var entries = await client.ListAsync(5, CancellationToken.None);
        using var message = new MemoryStream();
        var found = await client.FetchAsync(10, message, CancellationToken.None);

        Assert.Equal((77u, 12u, 2u), (mailbox.UidValidity, mailbox.UidNext, mailbox.Exists));
        Assert.Equal([new(10, 5, Seen: true), new(11, 9, Seen: false)], entries);
        Assert.True(found);
        Assert.Equal("a\r\nF6 OK\r", Encoding.ASCII.GetString(message.ToArray())[..9]);
        Assert.False(await client.FetchAsync(99, message, CancellationToken.None));
        Assert.Contains("F2 LOGIN \"anna\" \"se\\\"cret\"", server.Heard);
        Assert.Contains("F4 SELECT \"Anfragen f&APw-r &- von\"", server.Heard);
    }

    [Fact]
    public async Task Idle_ends_when_something_comes()
    {
        await using var server = new ScriptedServer([.. SignedIn, "C: F4 IDLE", "S: + idling", "S: * OK still here", "S: * 3 EXISTS", "C: DONE", "S: F4 OK", "C: F5 UID STORE", "S: F5 OK", "C: F6 UID EXPUNGE 7", "S: F6 OK"]);
        await using var client = await ImapClient.ConnectAsync(server.Address, new("anna", "x"), TimeProvider.System, CancellationToken.None);

        Assert.True(await client.WaitAsync(TimeSpan.FromMinutes(20), CancellationToken.None));
        await client.DeleteAsync(7, CancellationToken.None);
    }

    [Fact]
    public async Task A_server_that_goes_away_while_waiting_is_a_fault()
    {
        await using var server = new ScriptedServer([.. SignedIn, "C: F4 IDLE", "S: + idling", "S: * BYE restarting", "X"]);
        await using var client = await ImapClient.ConnectAsync(server.Address, new("anna", "x"), TimeProvider.System, CancellationToken.None);

        await Assert.ThrowsAsync<MailServerFault>(() => client.WaitAsync(TimeSpan.FromMinutes(20), CancellationToken.None));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_a_refused_sign_in()
    {
        await using var server = new ScriptedServer("S: * OK hi", "C: F1", "S: * CAPABILITY IMAP4rev1", "S: F1 OK", "C: F2 AUTHENTICATE XOAUTH2", "S: + ", "C: dXNl", "S: + eyJzdGF0dXMiOiI0MDAifQ==", "C: ", "S: F2 NO expired");

        await Assert.ThrowsAsync<MailSignInRefused>(() => ImapClient.ConnectAsync(server.Address, new("anna", "token", IsToken: true), TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task Names_and_passwords_cannot_carry_a_command()
    {
        await using var server = new ScriptedServer([.. SignedIn]);
        await using var client = await ImapClient.ConnectAsync(server.Address, new("anna", "x"), TimeProvider.System, CancellationToken.None);

        await Assert.ThrowsAsync<ArgumentException>(() => client.OpenAsync("INBOX\r\nF9 DELETE INBOX", CancellationToken.None));
        await using var other = new ScriptedServer([.. SignedIn]);
        await Assert.ThrowsAsync<ArgumentException>(() => ImapClient.ConnectAsync(other.Address, new("anna", "x\r\nF9 LOGOUT"), TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task A_line_without_end_is_not_kept()
    {
        await using var server = new ScriptedServer($"S: * OK {new string('x', 100_000)}");

        await Assert.ThrowsAsync<MailServerFault>(() => ImapClient.ConnectAsync(server.Address, new("anna", "x"), TimeProvider.System, CancellationToken.None));
    }
}
