using System.Text;
using Fettle.ServerTests.Testing;
using Microsoft.AspNetCore.Http;

namespace Fettle.ServerTests.ServiceDesk.MovingIn;

public abstract class RequestTrackerTests(FettleServer server)
{
    /// <summary>Two tickets of RT in the form that lib/RT/REST2.pm describes: a part of another, a correspondence with a file, a comment.</summary>
    private static object? Answer(HttpRequest request, string domain) => request.Path.Value switch
    {
        "/REST/2.0/tickets" => request.Query["query"] == "id > 2" ? Page() : request.Query["query"] == "id > 1" ? Page(Ticket(2, domain)) : Page(Ticket(1, domain), Ticket(2, domain)),
        "/REST/2.0/ticket/1/history" => Page(Step(10, "Create", "rita", domain), Step(11, "Status", "root", domain), Step(12, "Correspond", "root", domain), Step(13, "Comment", "root", domain)),
        "/REST/2.0/ticket/2/history" => Page(Step(20, "Create", "rita", domain)),
        "/REST/2.0/ticket/1/attachments" => Page(
            Part(100, 10, "multipart/mixed", null), Part(101, 10, "text/plain", null), Part(102, 10, "text/plain", "x.log"), Part(103, 12, "text/html", null), Part(104, 13, "text/plain", null)),
        "/REST/2.0/ticket/2/attachments" => Page(Part(200, 20, "text/plain", null)),
        "/REST/2.0/attachment/101" => Content("It is *broken*"),
        "/REST/2.0/attachment/102" => Content("the log"),
        "/REST/2.0/attachment/103" => Content("<p>We look<br>at it</p>"),
        "/REST/2.0/attachment/104" => Content("cable"),
        "/REST/2.0/attachment/200" => Content("VPN"),
        _ => null,
    };

    private static object Page(params object[] items) => new { count = items.Length, total = items.Length, page = 1, pages = 1, per_page = 100, items };

    private static Dictionary<string, object?> Ticket(int id, string domain) => new(StringComparer.Ordinal)
    {
        ["id"] = $"{id}",
        ["type"] = "ticket",
        ["Subject"] = $"Ticket {id}",
        ["Status"] = id == 1 ? "resolved" : "stalled",
        ["Queue"] = new { id = "1", type = "queue", Name = "General" },
        ["Owner"] = new { id = "Nobody", type = "user", Name = "Nobody" },
        ["Requestor"] = new[] { new { id = $"rita@{domain}", type = "user", Name = $"rita@{domain}", RealName = "Rita Long", EmailAddress = $"rita@{domain}" } },
        ["Created"] = "2024-05-01T10:00:00Z",
        ["LastUpdated"] = "2024-05-02T10:00:00Z",
        ["Resolved"] = id == 1 ? "2024-05-02T09:00:00Z" : "1970-01-01T00:00:00Z",
        ["Priority"] = "0",
        ["_hyperlinks"] = id == 1 ? new object[] { new { @ref = "self", type = "ticket", id = "1" }, new { @ref = "parent", type = "ticket", id = "2" } } : [new { @ref = "child", type = "ticket", id = "1" }],
    };

    private static Dictionary<string, object> Step(int id, string type, string who, string domain) => new(StringComparer.Ordinal)
    {
        ["id"] = $"{id}",
        ["type"] = "transaction",
        ["Type"] = type,
        ["Created"] = $"2024-05-01T{id:00}:00:00Z",
        ["Creator"] = who == "root" ? new { id = "root", Name = "root", RealName = "Enoch Root", EmailAddress = $"root@{domain}" } : new { id = $"rita@{domain}", Name = $"rita@{domain}", RealName = "Rita Long", EmailAddress = $"rita@{domain}" },
    };

    private static object Part(int id, int transaction, string type, string? name) => new
    {
        id = $"{id}",
        type = "attachment",
        TransactionId = new { id = $"{transaction}", type = "transaction" },
        ContentType = type,
        Filename = name,
    };

    private static object Content(string text) => new { Content = Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks) };

    [Fact]
    public async Task Its_tickets_come_with_people_conversation_files_and_links()
    {
        var (mover, domain) = (await Mover.OpenAsync(server), $"{Guid.NewGuid():N}.example");
        await using var rt = await OtherSystem.StartAsync(request => Answer(request, domain));
        var id = await mover.CreateAsync("requestTracker", new { prefix = "RT", address = rt.Address, secret = "1-2-abc" });

        var size = (await mover.PreviewAsync(id)).GetProperty("size");
        var run = await mover.RunAsync(id);

        Assert.Equal(2, size.Number("tickets"));
        Assert.True(run.Text("state") == "finished", run.GetRawText());
        Assert.All(rt.Requests, r => Assert.Equal("token 1-2-abc", r.Authorization));
        var first = await mover.OnlyTicketAsync("&q=\"RT-1\"");
        var ticket = await mover.Technician.GetAsync($"/tickets/{first.Number()}");
        Assert.Equal(("resolved", "Rita Long", "General"), (ticket.Text("status"), ticket.GetProperty("requester").Text("name"), ticket.GetProperty("queue").Text("name")));
        var timeline = await mover.TimelineAsync(first);
        Assert.Equal([("opened", "It is \\*broken\\*", true), ("reply", "We look\nat it", true), ("note", "cable", false)], timeline.Take(3).Select(e => (e.Text("kind")!, e.Text("text")!, e.GetProperty("public").GetBoolean())));
        Assert.Equal("x.log", timeline[0].GetProperty("attachments")[0].Text("name"));
        Assert.Equal($"Enoch Root <root@{domain}>", timeline[1].GetProperty("author").Text("name"));
        Assert.Equal(("waitingForOther", 1L), ((await mover.OnlyTicketAsync("&q=VPN")).Text("status")!, run.GetProperty("counts").Number("links")));
    }

    [Fact]
    public async Task What_is_no_request_tracker_is_told_as_such()
    {
        var mover = await Mover.OpenAsync(server);
        await using var other = await OtherSystem.StartAsync(_ => "<html>");
        var id = await mover.CreateAsync("requestTracker", new { prefix = "RT", address = other.Address, secret = "x" });

        var run = await mover.RunAsync(id);

        Assert.Equal("failed", run.Text("state"));
        Assert.Contains("JSON", run.Text("trouble"), StringComparison.Ordinal);
    }

    public sealed class Sqlite(MayReachLoopback server) : RequestTrackerTests(server), IClassFixture<MayReachLoopback>;

    public sealed class Postgres(MayReachLoopbackOnPostgres server) : RequestTrackerTests(server), IClassFixture<MayReachLoopbackOnPostgres>;
}
