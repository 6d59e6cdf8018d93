using System.Runtime.CompilerServices;
using System.Text.Json;
using Fettle.Server.ServiceDesk.MovingIn.Csv;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.MovingIn.Rest;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.RequestTracker;

/// <summary>
/// Request Tracker's REST API 2.0 (RT 5 and later; the documentation in its <c>lib/RT/REST2.pm</c>,
/// <c>https://docs.bestpractical.com/rt/latest/RT/REST2.html</c>), with an authentication token of somebody who may see every queue. Tickets come in the
/// order of their ids, and so reading goes on after the last one that was kept. People are those who have a part in a ticket.
/// </summary>
internal sealed class RequestTrackerDesk(RestClient client) : IAnotherDesk
{
    private const int PageSize = 50;
    private const string Person = "Name,RealName,EmailAddress";

    private static readonly string Fields = string.Join('&',
        "fields=Subject,Status,Queue,Owner,Requestor,Creator,Created,LastUpdated,Resolved,Priority,_hyperlinks",
        "fields[Queue]=Name", $"fields[Owner]={Person}", $"fields[Requestor]={Person}", $"fields[Creator]={Person}");

    public async IAsyncEnumerable<ImportStep> ReadAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var after = cursor is null ? 0 : long.Parse(cursor);
        while (true)
        {
            var query = Uri.EscapeDataString($"id > {after}");
            var page = await ListAsync($"tickets?query={query}&orderby=id&order=ASC&per_page={PageSize}&{Fields}", cancel);
            var before = after;
            foreach (var ticket in page.All("items").Where(t => long.TryParse(t.Said("id"), out var id) && id > before))
            {
                after = long.Parse(ticket.Said("id")!);
                yield return new(Ticket(ticket), $"{after}");
            }
            if (after == before)
                yield break;
        }
    }

    /// <summary>The total is left out (null) where RT asks of each ticket whether it may be seen.</summary>
    public async Task<ImportSize> SizeAsync(CancellationToken cancel)
    {
        var page = await ListAsync($"tickets?query={Uri.EscapeDataString("id > 0")}&per_page=1", cancel);
        return new(null, null, long.TryParse(page.Said("total"), out var total) ? total : null);
    }

    public void Dispose() => client.Dispose();

    private async Task<JsonElement> ListAsync(string path, CancellationToken cancel) =>
        await client.GetAsync($"REST/2.0/{path}", cancel) is { } page && page.Field("items") is not null
            ? page
            : throw new CannotImport("There is no list of tickets under REST/2.0: the address is most likely not that of a Request Tracker 5.");

    private async Task<List<JsonElement>> AllAsync(string path, CancellationToken cancel)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            if (await client.GetAsync($"REST/2.0/{path}&per_page=100&page={page}", cancel) is not { } found)
                return all;
            all.AddRange(found.All("items"));
            // A page beyond the last is the last one again, so what it says itself is gone by.
            if (found.Said("next_page") is null)
                return all;
        }
    }

    private ImportedTicket Ticket(JsonElement ticket)
    {
        var (id, status, created) = (ticket.Said("id")!, ticket.Said("Status") ?? "", ticket.At("Created") ?? DateTimeOffset.UnixEpoch);
        var requesters = ticket.All("Requestor").ToList();
        return new(id, id, ticket.Said("Subject") ?? "", created, ticket.Said("LastUpdated") ?? "")
        {
            Status = Status(status),
            StatusThere = status,
            Priority = PriorityOf(ticket),
            Queue = ticket.Field("Queue")?.Said("Name"),
            Requester = Somebody(requesters.Count > 0 ? requesters[0] : ticket.Field("Creator")),
            Assignee = Somebody(ticket.Field("Owner")),
            UpdatedAt = ticket.At("LastUpdated"),
            SolvedAt = ticket.At("Resolved"),
            Links = [.. ticket.All("_hyperlinks").Where(l => l.Said("type") == "ticket").Select(Link).OfType<ImportedLink>()],
            ReadAsync = cancel => ConversationAsync(id, [.. requesters.Select(r => r.Said("id")).OfType<string>()], cancel),
        };
    }

    private async Task<ImportedConversation> ConversationAsync(string ticket, HashSet<string> requesters, CancellationToken cancel)
    {
        var history = await AllAsync($"ticket/{ticket}/history?fields=Type,Created,Creator&fields[Creator]={Person}", cancel);
        var parts = (await AllAsync($"ticket/{ticket}/attachments?fields=TransactionId,Filename,ContentType,ContentLength,Parent", cancel)).ToLookup(TransactionOf);
        var messages = new List<ImportedMessage>();
        foreach (var step in history.Where(h => h.Said("Type") is "Create" or "Correspond" or "Comment" && h.Said("id") is not null))
        {
            var (id, of) = (step.Said("id")!, parts[step.Said("id")!].ToList());
            var creator = step.Field("Creator");
            var files = of.Where(p => p.Said("Filename") is not null).Select(File).ToList();
            messages.Add(new(
                id, step.At("Created") ?? DateTimeOffset.UnixEpoch, await TextAsync(of, cancel), Public: step.Said("Type") != "Comment",
                Staff: step.Said("Type") == "Comment" || (step.Said("Type") == "Correspond" && !requesters.Contains(creator?.Said("id") ?? "")), Somebody(creator))
            {
                Files = files,
            });
        }
        return new(messages, [], []);
    }

    /// <summary>A message is its parts; what it says is the first plain text that is no file, else the HTML.</summary>
    private async Task<string> TextAsync(List<JsonElement> parts, CancellationToken cancel)
    {
        var texts = parts.FindAll(p => p.Said("Filename") is null);
        var part = texts.Find(p => Is(p, "text/plain"));
        var html = part is { ValueKind: JsonValueKind.Object } ? null : texts.Find(p => Is(p, "text/html")) is { ValueKind: JsonValueKind.Object } found ? found : (JsonElement?)null;
        var chosen = html ?? part;
        if (chosen.ValueKind != JsonValueKind.Object || chosen.Said("id") is not { } id || await ContentAsync(id, cancel) is not { } content)
            return "";
        var text = System.Text.Encoding.UTF8.GetString(content);
        return html is null ? Markdown.OfText(text) : Markdown.OfHtml(text);
    }

    private ImportedFile File(JsonElement part) => new(
        part.Said("id")!, part.Said("Filename")!, async cancel => await ContentAsync(part.Said("id")!, cancel) is { } content ? new MemoryStream(content) : null);

    /// <summary>RT hands out contents in base64 within JSON.</summary>
    private async Task<byte[]?> ContentAsync(string attachment, CancellationToken cancel)
    {
        var content = (await client.GetAsync($"REST/2.0/attachment/{attachment}", cancel))?.Said("Content");
        try
        {
            return content is null ? null : Convert.FromBase64String(content);
        }
        catch (FormatException)
        {
            // Not what is documented: as good as not there, and told as such.
            return null;
        }
    }

    private static string TransactionOf(JsonElement part) => part.Field("TransactionId") is { ValueKind: JsonValueKind.Object } reference ? reference.Said("id") ?? "" : part.Said("TransactionId") ?? "";

    private static bool Is(JsonElement part, string type) => part.Said("ContentType")?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A user's id is the name that they sign in with there, which often is their address.</summary>
    private static SomebodyThere? Somebody(JsonElement? user)
    {
        if (user is not { } somebody || somebody.Said("id") is not { } id || id is "Nobody" or "RT_System")
            return null;
        var email = somebody.Said("EmailAddress") ?? (id.Contains('@') ? id : null);
        return new(null, somebody.Said("RealName") ?? somebody.Said("Name") ?? id, email);
    }

    private static ImportedLink? Link(JsonElement link) => (link.Said("ref"), link.Said("id")) switch
    {
        ("parent", { } other) => new(ImportedLinkKind.PartOf, other),
        ("depended-on-by", { } other) => new(ImportedLinkKind.Blocks, other),
        ("refers-to", { } other) => new(ImportedLinkKind.RelatesTo, other),
        _ => null,
    };

    /// <summary>0 to 100, or a name where the installation has some.</summary>
    private static Priority PriorityOf(JsonElement ticket) =>
        ticket.Said("Priority") is not { } said ? Priority.P3
        : !int.TryParse(said, out var number) ? CsvWords.PriorityOf(said) ?? Priority.P3
        : number switch { 0 => Priority.P3, >= 90 => Priority.P1, >= 60 => Priority.P2, >= 30 => Priority.P3, _ => Priority.P4 };

    private static TicketStatus Status(string status) => status switch
    {
        "stalled" => TicketStatus.WaitingForOther,
        "rejected" or "deleted" => TicketStatus.Closed,
        _ => CsvWords.StatusOf(status) ?? TicketStatus.Open,
    };
}
