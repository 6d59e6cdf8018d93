using System.Text;
using Fettle.Mail.Network;
using Fettle.Mail.Smtp;

namespace Fettle.MailTests.Network;

public sealed class SmtpClientTests
{
    [Fact]
    public async Task A_message_is_sent_dot_stuffed_and_a_refused_recipient_is_told()
    {
        await using var server = new ScriptedServer(
            "S: 220 hi", "C: EHLO", "S: 250-mx", "S: 250-PIPELINING", "S: 250-SIZE 1000", "S: 250 DSN", "C: RCPT TO:<b@x.org>", "S: 250 ok", "S: 250 ok", "S: 550 5.1.1 nobody", "C: DATA", "S: 354 go",
            "C: .", "S: 250 2.0.0 queued", "C: QUIT", "S: 221 bye");
        SmtpAcceptance sent;
        await using (var client = await SmtpClient.ConnectAsync(server.Address, null, "desk", TimeProvider.System, CancellationToken.None))
        {
            sent = await client.SendAsync(new("d@x.org", ["a@x.org", "b@x.org"]) { Size = 99, EnvelopeId = "t+1" }, new MemoryStream("Subject: x\n\n.dot\r\n.\r\nrest\rmore"u8.ToArray()), CancellationToken.None);
            await client.QuitAsync(CancellationToken.None);
        }
        await server.DisposeAsync();

        Assert.Equal(("b@x.org", 550, "5.1.1"), (sent.Refused.Single().Recipient, sent.Refused.Single().Reply.Code, sent.Refused.Single().Reply.Status));
        Assert.Contains("MAIL FROM:<d@x.org> SIZE=99 RET=HDRS ENVID=t+2B1", server.Heard);
        Assert.Equal(["Subject: x", "", "..dot", "..", "rest", "more", "."], server.Heard.SkipWhile(l => l != "DATA").Skip(1).Take(7));
    }

    [Fact]
    public async Task A_wrong_password_is_told_apart_from_a_broken_server()
    {
        await using var server = new ScriptedServer("S: 220 hi", "C: EHLO", "S: 250-mx", "S: 250 AUTH PLAIN LOGIN", "C: AUTH", "S: 535 5.7.8 no");

        await Assert.ThrowsAsync<MailSignInRefused>(() => SmtpClient.ConnectAsync(server.Address, new("anna", "wrong"), "desk", TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task A_server_without_the_starttls_that_is_wanted_gets_no_password()
    {
        await using var server = new ScriptedServer("S: 220 hi", "C: EHLO", "S: 250 mx");

        await Assert.ThrowsAsync<MailServerRefusal>(() => SmtpClient.ConnectAsync(server.Address with { Security = MailSecurity.StartTls }, new("anna", "secret"), "desk", TimeProvider.System, CancellationToken.None));
        await server.DisposeAsync();
        Assert.DoesNotContain(server.Heard, l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_a_fault()
    {
        await using var server = new ScriptedServer("S: 220 hi", "C: EHLO", "S: 250 mx", "C: MAIL", "X");
        await using var client = await SmtpClient.ConnectAsync(server.Address, null, "desk", TimeProvider.System, CancellationToken.None);

        await Assert.ThrowsAsync<MailServerFault>(() => client.SendAsync(new("", ["a@x.org"]), new MemoryStream([1]), CancellationToken.None));
    }

    [Theory]
    [InlineData("a@x.org>\r\nRCPT TO:<b@x.org")]
    [InlineData("a@x.org> SIZE=1")]
    [InlineData("")]
    public async Task An_address_cannot_carry_a_command(string recipient)
    {
        await using var server = new ScriptedServer("S: 220 hi", "C: EHLO", "S: 250 mx");
        await using var client = await SmtpClient.ConnectAsync(server.Address, null, "desk", TimeProvider.System, CancellationToken.None);

        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(new("d@x.org", [recipient]), new MemoryStream(Encoding.ASCII.GetBytes("x")), CancellationToken.None));
    }
}
