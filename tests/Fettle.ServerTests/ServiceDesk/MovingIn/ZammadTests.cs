using System.Net;
using System.Text;
using Fettle.ServerTests.Testing;
using Microsoft.AspNetCore.Http;

namespace Fettle.ServerTests.ServiceDesk.MovingIn;

public abstract class ZammadTests(FettleServer server)
{
    private static readonly string[] Unusual = ["closed", "pending reminder", "new"];

    /// <summary>Three tickets of a Zammad in the form that its documentation shows: HTML, an internal note, a file, tags, a parent.</summary>
    private static object? Answer(HttpRequest request, string domain)
    {
        var first = request.Query["page"] is { Count: 1 } page ? page[0] == "1" : true;
        return request.Path.Value switch
        {
            "/api/v1/organizations" => first ? new[] { new { id = 2, name = "Acme", active = true } } : [],
            "/api/v1/users" => first
                ? new[]
                {
                    new { id = 1, login = "-", firstname = "-", lastname = "", email = "", phone = "", organization_id = (int?)null },
                    new { id = 3, login = "nicole", firstname = "Nicole", lastname = "Braun", email = $"nicole@{domain}", phone = "+49 30 1", organization_id = (int?)2 },
                    new { id = 4, login = "agent", firstname = "Alan", lastname = "Agent", email = $"alan@{domain}", phone = "", organization_id = (int?)null },
                }
                : [],
            "/api/v1/tickets" => first ? Enumerable.Range(1, 3).Select(Ticket).ToArray() : [],
            "/api/v1/tags" => new { tags = new[] { "Order", "complaint" } },
            "/api/v1/links" => request.Query["link_object_value"] == "1" ? new { links = new[] { new { link_type = "parent", link_object = "Ticket", link_object_value = 3 } } } : new { links = Array.Empty<object>() },
            "/api/v1/ticket_attachment/1/11/7" => Encoding.UTF8.GetBytes("the log"),
            var path when path!.StartsWith("/api/v1/ticket_articles/by_ticket/", StringComparison.Ordinal) => Articles(int.Parse(path.Split('/')[^1])),
            _ => null,
        };
    }

    private static object Ticket(int id) => new
    {
        id,
        number = $"3100{id}",
        title = $"Ticket {id}",
        state = Unusual[id - 1],
        priority = "3 high",
        group = "Users",
        customer_id = 3,
        owner_id = id == 1 ? 4 : 1,
        organization_id = 2,
        created_at = "2025-01-02T03:04:05.678Z",
        updated_at = "2025-01-03T03:04:05.678Z",
        close_at = id == 1 ? "2025-01-03T03:04:05.678Z" : null,
    };

    private static object[] Articles(int ticket) =>
    [
        new { id = (ticket * 10) + 1, @internal = false, sender = "Customer", created_by_id = 3, origin_by_id = (int?)null, from = "Nicole", content_type = "text/html", body = "<p>Hello,<br>it is <b>broken</b></p>", created_at = "2025-01-02T03:04:05Z", attachments = ticket == 1 ? new[] { new { id = 7, filename = "x.log", size = "7" } } : [] },
        new { id = (ticket * 10) + 2, @internal = true, sender = "Agent", created_by_id = 4, origin_by_id = (int?)null, from = "Alan", content_type = "text/plain", body = "cable", created_at = "2025-01-02T04:04:05Z", attachments = Array.Empty<object>() },
        new { id = (ticket * 10) + 3, @internal = false, sender = "Agent", created_by_id = 4, origin_by_id = (int?)null, from = "Alan", content_type = "text/plain", body = "fixed", created_at = "2025-01-02T05:04:05Z", attachments = Array.Empty<object>() },
    ];

    private static async Task<(Mover Mover, OtherSystem Zammad, long Import)> StartAsync(FettleServer server)
    {
        var (mover, domain) = (await Mover.OpenAsync(server), $"{Guid.NewGuid():N}.example");
        var zammad = await OtherSystem.StartAsync(request => Answer(request, domain));
        return (mover, zammad, await mover.CreateAsync("zammad", new { prefix = "ZAM", address = zammad.Address, secret = "t0ken" }));
    }

    [Fact]
    public async Task Its_tickets_come_with_people_conversation_files_tags_and_links()
    {
        var (mover, zammad, id) = await StartAsync(server);
        await using var running = zammad;

        var size = (await mover.PreviewAsync(id)).GetProperty("size");
        var run = await mover.RunAsync(id);

        Assert.Equal((1, 3, 3), (size.Number("organisations"), size.Number("people"), size.Number("tickets")));
        Assert.Equal("finished", run.Text("state"));
        var counts = run.GetProperty("counts");
        Assert.Equal((2, 3, 9, 1, 1), (counts.GetProperty("people").Number("made"), counts.GetProperty("tickets").Number("made"), counts.Number("messages"), counts.Number("files"), counts.Number("links")));
        Assert.All(zammad.Requests, r => Assert.Equal("Token token=t0ken", r.Authorization));
        var found = await mover.OnlyTicketAsync("&q=ZAM-31001");
        var ticket = await mover.Technician.GetAsync($"/tickets/{found.Number()}");
        Assert.Equal(("closed", "p2", "Nicole Braun"), (ticket.Text("status"), ticket.Text("priority"), ticket.GetProperty("requester").Text("name")));
        Assert.Equal(DateTimeOffset.Parse("2025-01-03T03:04:05.678Z"), ticket.GetProperty("updatedAt").GetDateTimeOffset());
        var timeline = await mover.TimelineAsync(found);
        Assert.Equal("Hello,\nit is broken", timeline[0].Text("text"));
        Assert.Equal("x.log", timeline[0].GetProperty("attachments")[0].Text("name"));
        Assert.Equal(["note", "reply"], timeline.Skip(1).Take(2).Select(e => e.Text("kind")));
        Assert.Equal("Alan Agent", timeline[2].GetProperty("author").Text("name"));
        Assert.Contains("complaint", ticket.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_changed_there_is_not_asked_for_again()
    {
        var (mover, zammad, id) = await StartAsync(server);
        await using var running = zammad;
        await mover.RunAsync(id);
        zammad.Requests.Clear();

        var run = await mover.RunAsync(id);

        Assert.Equal((0, 3), (run.GetProperty("counts").GetProperty("tickets").Number("made"), run.GetProperty("counts").GetProperty("tickets").Number("leftAlone")));
        Assert.DoesNotContain(zammad.Requests, r => r.Path.Contains("ticket_articles", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pause_that_it_asks_for_is_kept_and_then_it_goes_on_where_it_was()
    {
        var (mover, zammad, id) = await StartAsync(server);
        await using var running = zammad;
        zammad.Instead = (asked, context) =>
        {
            if (asked != 8)
                return Task.FromResult(false);
            context.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
            context.Response.Headers.RetryAfter = "90";
            return Task.FromResult(true);
        };

        var resting = await mover.RunAsync(id);
        var asked = zammad.Asked;
        await mover.GoOnAsync(id);

        Assert.Equal(asked, zammad.Asked);
        Assert.Equal(server.Clock.GetUtcNow().AddSeconds(90), resting.GetProperty("nextAt").GetDateTimeOffset());
        server.Clock.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal("finished", (await mover.GoOnAsync(id)).Text("state"));
        Assert.Equal(3, (await mover.TicketsAsync()).Count);
    }

    [Fact]
    public async Task Cut_off_or_killed_at_any_request_it_ends_as_if_it_had_not_been()
    {
        for (var cut = 1; cut <= 18; cut++)
        {
            var (mover, zammad, id) = await StartAsync(server);
            await using var running = zammad;
            using var killed = new CancellationTokenSource();
            var (at, kill) = (cut, cut % 2 == 0);
            zammad.Instead = async (asked, context) =>
            {
                if (asked != at)
                    return false;
                if (kill)
                    await killed.CancelAsync();
                context.Abort();
                return true;
            };
            await mover.Administrator.PostAsync($"/imports/{id}/start");
            try
            {
                await mover.NewWork().NextAsync(killed.Token);
            }
            catch (OperationCanceledException)
            {
                // Killed.
            }
            server.Clock.Advance(TimeSpan.FromMinutes(6));

            var run = await mover.GoOnAsync(id);

            Assert.True(run.Text("state") == "finished", $"cut at request {cut}: {run.GetRawText()}");
            Assert.Equal(["Ticket 1", "Ticket 2", "Ticket 3"], (await mover.TicketsAsync()).Select(t => t.Text("subject")!).Order());
            foreach (var ticket in await mover.TicketsAsync())
                Assert.Equal(3, (await mover.TimelineAsync(ticket)).Count(e => e.Text("kind") is "opened" or "reply" or "note"));
        }
    }

    [Fact]
    public async Task A_token_that_is_refused_ends_the_run_with_the_reason_and_is_sent_nowhere_else()
    {
        var (mover, zammad, id) = await StartAsync(server);
        await using var running = zammad;
        zammad.Instead = (_, context) =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
            return Task.FromResult(true);
        };

        var run = await mover.RunAsync(id);
        await using var elsewhere = await OtherSystem.StartAsync(_ => Array.Empty<object>());
        var changed = await mover.Administrator.PutAsync($"/imports/{id}", new { prefix = "ZAM", address = elsewhere.Address });

        Assert.Equal("failed", run.Text("state"));
        Assert.Contains("token", run.Text("trouble"), StringComparison.Ordinal);
        Assert.False(changed.GetProperty("hasSecret").GetBoolean());
        await mover.Administrator.PostAsync($"/imports/{id}/start", expected: HttpStatusCode.Conflict);
    }

    public sealed class Sqlite(MayReachLoopback server) : ZammadTests(server), IClassFixture<MayReachLoopback>;

    public sealed class Postgres(MayReachLoopbackOnPostgres server) : ZammadTests(server), IClassFixture<MayReachLoopbackOnPostgres>;
}
