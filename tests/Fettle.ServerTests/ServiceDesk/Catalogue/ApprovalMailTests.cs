using System.Net;
using System.Text.RegularExpressions;
using Fettle.Server.People;
using Fettle.Server.People.Persons;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.ServerTests.ServiceDesk.Mail;
using Fettle.ServerTests.ServiceDesk.Mail.Incoming;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.ServiceDesk.Catalogue;

public abstract partial class ApprovalMailTests(FettleServer server)
{
    private const string Proven = "dkim=pass header.d=test.example";

    [Fact]
    public async Task A_reply_that_begins_with_yes_is_the_answer_of_who_is_asked()
    {
        await using var post = await Post.OpenAsync(server);
        var number = await post.AskAsync();

        await post.ReplyAsync(number, post.House.Mona, "Yes, please do.\r\n\r\nMona");

        Assert.Equal("working", await post.House.StateAsync(number));
        Assert.Equal("mail", (await post.House.RequestAsync(number)).GetProperty("approvals")[0].GetProperty("voices")[0].Text("way"));
        // Nothing of it was said to the requester as a word of the desk.
        Assert.DoesNotContain("please do", (await post.House.Rita.GetAsync($"/portal/tickets/{number}")).ToString());
    }

    [Fact]
    public async Task A_no_by_mail_is_told_to_the_requester_with_its_reason()
    {
        await using var post = await Post.OpenAsync(server);
        var number = await post.AskAsync();

        await post.ReplyAsync(number, post.House.Mona, "Nein - erst im nächsten Jahr.");

        Assert.Equal("refused", await post.House.StateAsync(number));
        Assert.Contains("erst im nächsten Jahr", (await post.House.Rita.GetAsync($"/portal/tickets/{number}/request")).Text("refusal"));
        var told = (await post.SentAsync()).Single(m => m.To == post.EmailOf(post.House.Rita));
        Assert.Contains("was not approved", told.Text);
        Assert.Contains("erst im nächsten Jahr", told.Text);
    }

    [Fact]
    public async Task A_reply_that_is_not_proven_or_of_somebody_else_decides_nothing_and_ends_the_link_that_it_quotes()
    {
        await using var post = await Post.OpenAsync(server);
        var number = await post.AskAsync();
        var link = await post.LinkAsync(post.House.Mona);

        await post.ReplyAsync(number, post.House.Mona, "Yes", found: "dkim=fail header.d=test.example");
        await post.ReplyAsync(number, post.House.Tom, "Yes");

        Assert.Equal("deciding", await post.House.StateAsync(number));
        await post.Stranger.GetAsync($"/approval-links/{link}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reply_that_says_neither_is_asked_again_with_a_new_link_and_a_bare_no_for_its_reason()
    {
        await using var post = await Post.OpenAsync(server);
        var number = await post.AskAsync();
        var first = await post.LinkAsync(post.House.Mona);

        await post.ReplyAsync(number, post.House.Mona, "Who is that for?");
        await post.ReplyAsync(number, post.House.Mona, "No.");

        Assert.Equal(("deciding", 2, 2), (await post.House.StateAsync(number), await post.House.CountAsync(number, "approvalUnclear"), await post.House.CountAsync(number, "approvalReminded")));
        Assert.Contains("say why", (await post.SentAsync()).Last(m => m.To == post.EmailOf(post.House.Mona)).Text);
        await post.Stranger.GetAsync($"/approval-links/{first}", HttpStatusCode.NotFound);
        Assert.Equal("Manager", (await post.Stranger.GetAsync($"/approval-links/{await post.LinkAsync(post.House.Mona)}")).Text("name"));
    }

    [Fact]
    public async Task An_automatic_answer_decides_nothing_and_is_not_answered()
    {
        await using var post = await Post.OpenAsync(server);
        var number = await post.AskAsync();

        await post.ReplyAsync(number, post.House.Mona, "Yes, I am away until Monday.", "Auto-Submitted: auto-replied");

        Assert.Equal(("deciding", 0), (await post.House.StateAsync(number), await post.House.CountAsync(number, "approvalReminded")));
    }

    [Fact]
    public async Task The_link_of_the_mail_answers_once_without_signing_in_and_in_its_readers_name()
    {
        await using var post = await Post.OpenAsync(server);
        var number = await post.AskAsync();
        var link = await post.LinkAsync(post.House.Mona);

        await post.Stranger.PostAsync($"/approval-links/{link}", new { yes = false }, HttpStatusCode.BadRequest);
        await post.Stranger.PostAsync($"/approval-links/{link}", new { yes = true });
        await post.Stranger.PostAsync($"/approval-links/{link}", new { yes = false, because = "On second thoughts" }, HttpStatusCode.Conflict);

        Assert.Equal("working", await post.House.StateAsync(number));
        Assert.Equal(post.House.Mona.Id, (await post.House.TimelineAsync(number)).Single(e => e.Text("kind") == "approvalAnswered").GetProperty("author").Number("id"));
        var forged = link.Replace($".{post.House.Mona.Id}.", $".{post.House.Tom.Id}.", StringComparison.Ordinal);
        await post.Stranger.GetAsync($"/approval-links/{forged}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_mail_with_the_link_is_for_nobody_of_the_desk_to_look_at()
    {
        await using var post = await Post.OpenAsync(server);
        var number = await post.AskAsync();
        await post.SentAsync();

        var asked = (await post.House.TimelineAsync(number)).Single(e => e.Text("kind") == "approvalAsked");

        Assert.Equal(("sent", false), (asked.GetProperty("mail").Text("state"), asked.GetProperty("mail").GetProperty("kept").GetBoolean()));
        Assert.DoesNotContain("/approve#", asked.ToString());
        await post.House.Lea.GetAsync($"/mails/{asked.GetProperty("mail").Number("id")}", HttpStatusCode.NotFound);
        await post.House.Lea.GetAsync($"/mails/{asked.GetProperty("mail").Number("id")}/message.eml", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_stands_in_gets_the_mail_as_well_and_the_requester_never_does()
    {
        await using var post = await Post.OpenAsync(server);
        var (stan, now) = (await post.House.JoinAsync("Stan"), server.Clock.GetUtcNow());
        await post.House.Mona.PostAsync("/portal/delegations", new { delegateId = stan.Id, from = now, until = now.AddDays(9) });
        await post.House.Mona.PostAsync("/portal/delegations", new { delegateId = post.House.Rita.Id, from = now, until = now.AddDays(9) });

        var number = await post.AskAsync();

        Assert.Equal(
            new[] { post.EmailOf(post.House.Mona), post.EmailOf(stan) }.Order(), (await post.SentAsync()).Select(m => m.To).Order());
        await post.ReplyAsync(number, stan, "Yes");
        Assert.Equal("working", await post.House.StateAsync(number));
    }

    /// <summary>A house that sends and gets mail.</summary>
    private sealed record Post(House House, SmtpSink Sink, TestPerson Administrator, TestPerson Stranger, string Address, long Mailbox, Dictionary<long, string> Emails) : IAsyncDisposable
    {
        public static async Task<Post> OpenAsync(FettleServer server)
        {
            var (house, sink) = (await House.OpenAsync(server), new SmtpSink());
            var administrator = await server.SignInEverywhereAsync(Role.Administrator, house.Organisation);
            var address = $"help{house.Organisation}@desk.example";
            await administrator.PostAsync("/mail/senders", new { organisationId = house.Organisation, sender = MailDesk.Settings(sink.Port, new { address }) });
            var queue = (await administrator.PostAsync("/queues", new { organisationId = house.Organisation, name = "Mail" })).Number("id");
            var mailbox = await administrator.PostAsync("/mailboxes", new { organisationId = house.Organisation, queueId = queue, address = $"in{house.Organisation}@desk.example", authservId = MailRoom.MailServer });
            var client = server.Stranger();
            client.DefaultRequestHeaders.Add("X-Fettle", "1");
            return new(house, sink, administrator, new(0, "Stranger", 0, client), address, mailbox.Number("id"), []);
        }

        public string EmailOf(TestPerson person) => Emails[person.Id];

        public async Task<long> AskAsync()
        {
            var number = await House.AskAsync(await House.OfferAsync(approvals: [House.By("manager")]));
            var emails = await House.Server.WithDbAsync(db => db.Set<Person>().Where(p => p.OrganisationId == House.Organisation).ToDictionaryAsync(p => p.Id, p => p.Email!));
            foreach (var (id, email) in emails)
                Emails[id] = email;
            return number;
        }

        /// <summary>What has gone out by now: to whom, and its text.</summary>
        public async Task<IReadOnlyList<(string To, string Text)>> SentAsync()
        {
            var desk = new MailDesk(new Desk(House.Server, House.Organisation, House.Rita, House.Tom), Sink, Administrator, default);
            await desk.SendAsync();
            return [.. Sink.Mails.Select(m => (m.To[0], m.Read().Text ?? ""))];
        }

        public async Task<string> LinkAsync(TestPerson person) => Link().Match((await SentAsync()).Last(m => m.To == EmailOf(person)).Text).Groups["token"].Value;

        /// <summary>Answers the last mail that asked somebody, as their mail program does.</summary>
        public async Task ReplyAsync(long number, TestPerson from, string text, string? field = null, string found = Proven)
        {
            await SentAsync();
            var id = await House.Server.WithDbAsync(db => db.TicketMails.Where(m => m.OrganisationId == House.Organisation && m.Direction == MailDirection.Out).OrderByDescending(m => m.Id).Select(m => m.MessageId!).FirstAsync());
            var message =
                $"""
                From: {EmailOf(from)}
                To: {Address}
                Subject: Re: [#{number}] Please decide
                Message-ID: <{Guid.NewGuid():N}@client.example>
                In-Reply-To: {id}
                Authentication-Results: {MailRoom.MailServer}; {found}
                {(field is null ? "" : field + "\n")}Content-Type: text/plain; charset=utf-8

                {text}
                """.ReplaceLineEndings("\r\n");
            var room = new MailRoom(House.Server, new Desk(House.Server, House.Organisation, House.Rita, House.Tom), Administrator, Mailbox, Address, EmailOf(House.Rita));
            await room.SendAsync(message);
        }

        public ValueTask DisposeAsync() => Sink.DisposeAsync();
    }

    [GeneratedRegex(@"/approve#(?<token>[A-Za-z0-9._-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    public sealed class Sqlite(OnSqlite server) : ApprovalMailTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ApprovalMailTests(server), IClassFixture<OnPostgres>;
}
