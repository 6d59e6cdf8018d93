namespace Fettle.MailTests.Reading;

public sealed class ReportTests
{
    [Fact]
    public void A_delivery_report_tells_who_was_not_reached_and_which_message_came_back()
    {
        var bounce = Message.Read(
            """
            From: MAILER-DAEMON@mx.example.com
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; ok@example.com
            Action: delivered
            Status: 2.0.0

            Final-Recipient: rfc822; nobody@example.com
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such
             user
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <ticket-1@fettle.example>
            Subject: x
            --b--
            """).Bounce;

        Assert.NotNull(bounce);
        Assert.Equal(("nobody@example.com", "failed", "5.1.1", "550 5.1.1 no such user", "<ticket-1@fettle.example>"), (bounce.Recipient, bounce.Action, bounce.Status, bounce.Diagnostic, bounce.MessageId));
        Assert.Equal(["ok@example.com", "nobody@example.com"], bounce.Recipients);
    }

    [Fact]
    public void A_servers_own_words_are_a_bounce_as_well()
    {
        var bounce = Message.Read(
            """
            Return-Path: <>
            From: MAILER-DAEMON@example.org
            Subject: failure notice

            Hi. This is the qmail-send program at example.org.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <nobody@example.com>:
            192.0.2.1 does not like recipient.
            Remote host said: 550 5.1.1 User unknown

            --- Below this line is a copy of the message.

            Message-ID: <ticket-2@fettle.example>
            To: nobody@example.com
            """).Bounce;

        Assert.NotNull(bounce);
        Assert.Equal(("nobody@example.com", "failed", "5.1.1", "<ticket-2@fettle.example>"), (bounce.Recipient, bounce.Action, bounce.Status, bounce.MessageId));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", true)]
    [InlineData("Auto-Submitted: no", false)]
    [InlineData("Precedence: bulk", true)]
    [InlineData("List-Id: <users.example.com>", true)]
    [InlineData("Return-Path: <>", true)]
    [InlineData("X-Auto-Response-Suppress: All", true)]
    [InlineData("X-Auto-Response-Suppress: None", false)]
    [InlineData("From: Mailer-Daemon <>", true)]
    [InlineData("Subject: Out of office", true)] // With a text that says the same.
    [InlineData("Subject: Question about out of office replies", false)]
    [InlineData("X-Priority: 1", false)]
    public void Automata_are_known_by_their_header(string field, bool automatic) =>
        Assert.Equal(automatic, Message.Read($"{field}\nFrom: anna@example.com\n\nI am out of the office until Monday.").Automatic);
}
