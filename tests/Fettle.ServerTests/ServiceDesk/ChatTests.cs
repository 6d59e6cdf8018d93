using System.Net;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Chats;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.ServerTests.ServiceDesk.Mail;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class ChatTests(FettleServer server)
{
    [Fact]
    public async Task What_is_said_in_a_chat_is_on_the_ticket_for_both()
    {
        var desk = await Desk.OpenAsync(server);
        var (chat, number) = await StartAsync(desk);
        await desk.Technician.PostAsync($"/chats/{chat}/take");

        await desk.Technician.PostAsync($"/chats/{chat}/messages", new { body = "Is it plugged in?" });
        await desk.Requester.PostAsync($"/portal/chats/{chat}/messages", new { body = "It is now." });

        var own = await desk.Requester.GetAsync("/portal/chats");
        Assert.Equal(("taken", "Tom"), (own.GetProperty("chat").Text("state"), own.GetProperty("chat").Text("with")));
        var said = (await desk.Requester.GetAsync($"/portal/tickets/{number}")).GetProperty("entries").EnumerateArray().Select(e => e.Text("html")).OfType<string>();
        Assert.Equal(["My screen is black", "Is it plugged in?", "It is now."], said.Select(Plain));
        var page = await desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal(("open", desk.Technician.Id), (page.Text("status"), page.GetProperty("assignee").Number("id")));
    }

    [Fact]
    public async Task Of_two_technicians_who_take_it_at_once_one_has_it()
    {
        var desk = await Desk.OpenAsync(server);
        var second = await server.SignInAsync(Role.Technician, desk.Organisation, "Tina");
        var (chat, _) = await StartAsync(desk);

        var both = await Task.WhenAll(TakeAsync(desk.Technician), TakeAsync(second));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], both.Order());
        var (winner, loser) = both[0] == HttpStatusCode.OK ? (desk.Technician, second) : (second, desk.Technician);
        await winner.PostAsync($"/chats/{chat}/messages", new { body = "Hello" });
        await loser.PostAsync($"/chats/{chat}/messages", new { body = "Hello, too" }, HttpStatusCode.Conflict);

        async Task<HttpStatusCode> TakeAsync(TestPerson person)
        {
            using var answer = await person.Client.PostAsync(new Uri($"/api/chats/{chat}/take", UriKind.Relative), null);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Where_nobody_is_there_it_becomes_a_ticket()
    {
        var desk = await Desk.OpenAsync(server);

        var started = await desk.Requester.PostAsync("/portal/chats", new { text = "Hello?" });

        Assert.Equal(System.Text.Json.JsonValueKind.Null, started.GetProperty("chat").ValueKind);
        Assert.Equal("new", await desk.StatusAsync(started.Number()));
    }

    [Fact]
    public async Task Who_is_not_heard_of_any_more_is_not_there()
    {
        var desk = await Desk.OpenAsync(server);
        await desk.Technician.PutAsync("/chats/attendance", new { there = true }, HttpStatusCode.NoContent);
        Assert.True((await desk.Requester.GetAsync("/portal/chats")).GetProperty("available").GetBoolean());

        server.Clock.Advance(Attendance.Lasts + TimeSpan.FromSeconds(1));

        Assert.False((await desk.Requester.GetAsync("/portal/chats")).GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task A_chat_that_nobody_takes_ends_and_its_ticket_stays()
    {
        var desk = await Desk.OpenAsync(server);
        var (chat, number) = await StartAsync(desk);
        for (var waited = TimeSpan.Zero; waited < TidyChats.LongestWait; waited += TimeSpan.FromSeconds(30))
        {
            await TidyAsync();
            Assert.Equal("waiting", (await desk.Requester.GetAsync("/portal/chats")).GetProperty("chat").Text("state"));
            server.Clock.Advance(TimeSpan.FromSeconds(30));
            await desk.Requester.PutAsync($"/portal/chats/{chat}/presence", new { typing = true }, HttpStatusCode.NoContent);
        }

        await TidyAsync();

        Assert.Contains("chatEnded", await desk.TimelineAsync(number));
        await desk.Technician.PostAsync($"/chats/{chat}/take", expected: HttpStatusCode.Conflict);
        await desk.Requester.PostAsync($"/portal/chats/{chat}/messages", new { body = "Hello?" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Whom_we_talk_to_gets_no_mail_of_it_and_who_has_gone_does()
    {
        await using var mail = await MailDesk.OpenAsync(server);
        var desk = mail.Desk;
        var (chat, number) = await StartAsync(desk);
        await desk.Technician.PostAsync($"/chats/{chat}/take");

        await desk.Technician.PostAsync($"/chats/{chat}/messages", new { body = "There?" });
        Assert.Equal(0, await MailsAsync(number));
        server.Clock.Advance(OneChat.Silence + TimeSpan.FromSeconds(1));
        await desk.Technician.PostAsync($"/chats/{chat}/messages", new { body = "It is done." });

        Assert.Equal(1, await MailsAsync(number));
    }

    [Fact]
    public async Task A_chat_is_its_requesters_and_their_desks_alone()
    {
        var (desk, other) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var colleague = await server.SignInAsync(Role.Requester, desk.Organisation);
        var (chat, _) = await StartAsync(desk);

        await colleague.PutAsync($"/portal/chats/{chat}/presence", new { typing = true }, HttpStatusCode.NotFound);
        await colleague.PostAsync($"/portal/chats/{chat}/messages", new { body = "x" }, HttpStatusCode.NotFound);
        await other.Technician.PostAsync($"/chats/{chat}/take", expected: HttpStatusCode.NotFound);
        Assert.Empty((await other.Technician.GetAsync("/chats")).Items());
        Assert.Single((await desk.Technician.GetAsync("/chats")).Items());
        await desk.Requester.PostAsync("/portal/chats", new { text = "A second one" }, HttpStatusCode.Conflict);
    }

    private static async Task<(long Chat, long Number)> StartAsync(Desk desk)
    {
        await desk.Technician.PutAsync("/chats/attendance", new { there = true }, HttpStatusCode.NoContent);
        var started = await desk.Requester.PostAsync("/portal/chats", new { text = "My screen is black" });
        return (started.GetProperty("chat").Number("id"), started.Number());
    }

    private async Task TidyAsync()
    {
        var tidy = ActivatorUtilities.CreateInstance<TidyChats>(server.Services);
        while (await tidy.NextAsync(CancellationToken.None))
        {
            // Until none is left to end.
        }
    }

    private Task<int> MailsAsync(long number) => server.WithDbAsync(db =>
    {
        var of = db.Tickets.Where(t => t.Number == number).Select(t => t.Id);
        return db.TicketMails.CountAsync(m => of.Contains(m.TicketId));
    });

    private static string Plain(string html) => html.Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal).Trim();

    public sealed class Sqlite(OnSqlite server) : ChatTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ChatTests(server), IClassFixture<OnPostgres>;
}
