using Fettle.ServerTests.ServiceDesk.Mail;
using Fettle.ServerTests.Testing;
using static Fettle.ServerTests.ServiceDesk.Rules.RuleDesk;

namespace Fettle.ServerTests.ServiceDesk.Rules;

/// <summary>What a rule writes goes out by mail, and no two programs keep each other busy with it.</summary>
public abstract class RuleMailTests(FettleServer server)
{
    private const string Hostile = "Message-ID: <x@elsewhere.example>\r\nFrom: Rita <rita@elsewhere.example>\r\nSubject: Buy cheap pills\r\n\r\nIt does not print";

    [Fact]
    public async Task A_rules_reply_goes_to_the_requester_marked_as_automatic_and_without_a_strangers_words()
    {
        await using var desk = await OpenAsync("mailCame", "We look at #{{number}} {{subject}}.");

        var number = await desk.ReceiveAsync(Hostile);
        await desk.SendAsync();

        var mail = Assert.Single(desk.Sink.Mails);
        Assert.Equal("auto-replied", mail.Header("Auto-Submitted"));
        Assert.Contains($"We look at #{number} .", mail.Read().Text);
        Assert.DoesNotContain("pills", mail.Raw, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_a_program_wrote_is_not_answered_by_a_rule()
    {
        await using var desk = await OpenAsync("mailCame", "We look at #{{number}}.");

        var number = await desk.ReceiveAsync(automatic: true);
        await desk.SendAsync();

        Assert.Empty(desk.Sink.Mails);
        Assert.DoesNotContain("reply", await desk.TimelineAsync(number));
    }

    [Fact]
    public async Task Somebody_who_writes_and_writes_is_answered_by_mail_five_times_an_hour_at_most()
    {
        await using var desk = await OpenAsync("requesterReplied", "Noted.");
        var number = await desk.ReceiveAsync();

        for (var i = 0; i < 9; i++)
        {
            await desk.Desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = $"and {i}" });
            await server.DeliverOutboxAsync();
        }
        await desk.SendAsync();

        Assert.Equal(5, desk.Sink.Mails.Count);
    }

    private async Task<MailDesk> OpenAsync(string begins, string reply)
    {
        var desk = await MailDesk.OpenAsync(server, new { acknowledges = false });
        await new RuleDesk(server, desk.Desk, desk.Administrator).RuleAsync([begins], [Do("reply", text: reply)]);
        return desk;
    }

    public sealed class Sqlite(OnSqlite server) : RuleMailTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : RuleMailTests(server), IClassFixture<OnPostgres>;
}
