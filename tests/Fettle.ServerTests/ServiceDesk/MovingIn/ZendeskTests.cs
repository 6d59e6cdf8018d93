using System.Net;
using System.Text;
using Fettle.ServerTests.Testing;
using Microsoft.AspNetCore.Http;

namespace Fettle.ServerTests.ServiceDesk.MovingIn;

public abstract class ZendeskTests(FettleServer server)
{
    /// <summary>An account in the form that its documentation shows: two pages of tickets by cursor, comments by page, a file kept elsewhere.</summary>
    private static object? Answer(HttpRequest request, string domain, string store) => request.Path.Value switch
    {
        "/api/v2/incremental/organizations.json" => new { organizations = new[] { new { id = 9L, name = "Acme" } }, end_time = 1, end_of_stream = true },
        "/api/v2/incremental/users/cursor.json" => new
        {
            users = new[] { new { id = 35436L, name = "Robert Fischer", email = $"robert@{domain}", organization_id = 9L }, new { id = 7L, name = "Agent Ann", email = $"ann@{domain}", organization_id = 9L } },
            after_cursor = "u",
            end_of_stream = true,
        },
        "/api/v2/incremental/tickets/cursor.json" when request.Query["cursor"] == "next==" => new { tickets = new[] { Ticket(2, "deleted", null), Ticket(3, "hold", 1) }, after_cursor = "end", end_of_stream = true },
        "/api/v2/incremental/tickets/cursor.json" => new { tickets = new[] { Ticket(1, "solved", null) }, after_cursor = "next==", end_of_stream = false },
        "/api/v2/tickets/1/comments.json" when request.Query["page[after]"] == "more" => new { comments = new[] { Comment(11, 7, false, $"{request.Scheme}://{request.Host}") }, meta = new { has_more = false, after_cursor = (string?)null } },
        "/api/v2/tickets/1/comments.json" => new { comments = new[] { Comment(10, 35436, true, $"{request.Scheme}://{request.Host}") }, meta = new { has_more = true, after_cursor = "more" } },
        "/api/v2/tickets/3/comments.json" => new { comments = new[] { Comment(30, 7, true, $"{request.Scheme}://{request.Host}") }, meta = new { has_more = false, after_cursor = (string?)null } },
        _ => null,
    };

    private static object Ticket(int id, string status, int? problem) => new
    {
        id,
        raw_subject = $"Ticket {id}",
        status,
        type = "incident",
        priority = "urgent",
        requester_id = 35436L,
        assignee_id = (long?)null,
        organization_id = 9L,
        problem_id = problem,
        tags = new[] { "enterprise" },
        created_at = "2024-07-20T22:55:29Z",
        updated_at = "2024-08-05T10:38:52Z",
    };

    private static object Comment(int id, long author, bool isPublic, string root) => new
    {
        id,
        author_id = author,
        @public = isPublic,
        html_body = $"<div class=\"zd-comment\">Comment {id}</div>",
        plain_body = "x",
        created_at = $"2024-07-21T00:00:{id}Z",
        attachments = id == 10 ? new[] { new { id = 498483, file_name = "crash.log", content_url = $"{root}/attachments/token/abc/?name=crash.log" } } : [],
    };

    [Fact]
    public async Task Its_tickets_come_with_people_comments_and_files_and_the_token_goes_nowhere_else()
    {
        var (mover, domain) = (await Mover.OpenAsync(server), $"{Guid.NewGuid():N}.example");
        await using var store = await OtherSystem.StartAsync(_ => Encoding.UTF8.GetBytes("crash"));
        await using var zendesk = await OtherSystem.StartAsync(request => Answer(request, domain, store.Address));
        zendesk.Instead = (_, context) =>
        {
            if (!context.Request.Path.StartsWithSegments("/attachments"))
                return Task.FromResult(false);
            context.Response.StatusCode = (int)HttpStatusCode.Found;
            context.Response.Headers.Location = $"{store.Address}/signed";
            return Task.FromResult(true);
        };
        var id = await mover.CreateAsync("zendesk", new { prefix = "ZEN", address = zendesk.Address, secret = "ann@x.example/token:abc" });

        var run = await mover.RunAsync(id);

        Assert.True(run.Text("state") == "finished", run.GetRawText());
        Assert.Null(Assert.Single(store.Requests).Authorization);
        Assert.All(zendesk.Requests, r => Assert.Equal($"Basic {Convert.ToBase64String("ann@x.example/token:abc"u8)}", r.Authorization));
        var counts = run.GetProperty("counts");
        Assert.Equal((2, 2, 3, 1, 1), (counts.GetProperty("people").Number("made"), counts.GetProperty("tickets").Number("made"), counts.Number("messages"), counts.Number("files"), counts.Number("links")));
        var solved = await mover.OnlyTicketAsync("&q=ZEN-1");
        Assert.Equal(("resolved", "p1"), (solved.Text("status"), solved.Text("priority")));
        var timeline = await mover.TimelineAsync(solved);
        Assert.Equal([("opened", "Comment 10"), ("note", "Comment 11")], timeline.Take(2).Select(e => (e.Text("kind")!, e.Text("text")!)));
        Assert.Equal("waitingForOther", (await mover.OnlyTicketAsync("&q=ZEN-3")).Text("status"));
    }

    public sealed class Sqlite(MayReachLoopback server) : ZendeskTests(server), IClassFixture<MayReachLoopback>;

    public sealed class Postgres(MayReachLoopbackOnPostgres server) : ZendeskTests(server), IClassFixture<MayReachLoopbackOnPostgres>;
}
