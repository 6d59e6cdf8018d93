using System.Runtime.CompilerServices;
using System.Text.Json;
using Fettle.Server.ServiceDesk.MovingIn.Csv;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.MovingIn.Rest;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.Zendesk;

/// <summary>
/// Zendesk Support's incremental exports (<c>https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/</c>: cursors for
/// users and tickets, times for organisations) and the comments of each ticket (<c>…/ticketing/tickets/ticket_comments/</c>), as an administrator. The
/// exports may be asked ten times a minute; the pause that it wants (429, Retry-After) is kept.
/// </summary>
internal sealed class ZendeskDesk(RestClient client) : IAnotherDesk
{
    /// <summary>Zendesk takes no start within the last minute, and 0 for the beginning.</summary>
    private const string FromTheBeginning = "start_time=0";

    public async IAsyncEnumerable<ImportStep> ReadAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        // "users|cursor of the page that is being read", so that a page that was cut off is read again.
        var (phase, from) = cursor?.Split('|', 2) is [var at, var page] ? (at, page) : ("organizations", FromTheBeginning);
        if (phase == "organizations")
        {
            await foreach (var (organisation, page1) in OrganisationsAsync(from, cancel))
                yield return new(new ImportedOrganisation(organisation.Said("id")!, organisation.Said("name") ?? ""), $"organizations|{page1}");
            (phase, from) = ("users", FromTheBeginning);
        }
        if (phase == "users")
        {
            await foreach (var (user, page2) in CursorsAsync("users", from, cancel))
                yield return new(Person(user), $"users|{page2}");
            from = FromTheBeginning;
        }
        await foreach (var (ticket, page3) in CursorsAsync("tickets", from, cancel))
        {
            if (ticket.Said("status") != "deleted")
                yield return new(Ticket(ticket), $"tickets|{page3}");
        }
    }

    public async Task<ImportSize> SizeAsync(CancellationToken cancel) =>
        new(await CountAsync("organizations", cancel), await CountAsync("users", cancel), await CountAsync("tickets", cancel));

    public void Dispose() => client.Dispose();

    private async Task<long?> CountAsync(string what, CancellationToken cancel) =>
        long.TryParse((await ListAsync($"api/v2/{what}/count.json", "count", cancel)).Field("count")?.Said("value"), out var count) ? count : null;

    private async Task<JsonElement> ListAsync(string path, string what, CancellationToken cancel) =>
        await client.GetAsync(path, cancel) is { } page && page.Field(what) is not null
            ? page
            : throw new CannotImport("The answer is not as documented: the address is most likely not that of a Zendesk, https://yours.zendesk.com.");

    private async IAsyncEnumerable<(JsonElement Item, string Page)> CursorsAsync(string what, string from, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var page = from; ;)
        {
            var found = await ListAsync($"api/v2/incremental/{what}/cursor.json?per_page=100&{page}", what, cancel);
            foreach (var item in found.All(what).Where(i => i.Said("id") is not null))
                yield return (item, page);
            if (found.Is("end_of_stream") || found.Said("after_cursor") is not { } next)
                yield break;
            page = $"cursor={Uri.EscapeDataString(next)}";
        }
    }

    private async IAsyncEnumerable<(JsonElement Item, string Page)> OrganisationsAsync(string from, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var page = from; ;)
        {
            var found = await ListAsync($"api/v2/incremental/organizations.json?{page}", "organizations", cancel);
            foreach (var item in found.All("organizations").Where(i => i.Said("id") is not null))
                yield return (item, page);
            // What changed at the very instant at which a page ends comes again; a page that begins where it ends is the last.
            if (found.Is("end_of_stream") || found.Said("end_time") is not { } end || $"start_time={end}" == page)
                yield break;
            page = $"start_time={end}";
        }
    }

    private static ImportedPerson Person(JsonElement user) => new(
        user.Said("id")!, user.Said("name") ?? $"Person {user.Said("id")}", user.Said("email"), user.Said("phone"), user.Said("organization_id"));

    private ImportedTicket Ticket(JsonElement ticket)
    {
        var (id, status) = (ticket.Said("id")!, ticket.Said("status") ?? "");
        return new(id, id, ticket.Said("raw_subject") ?? ticket.Said("subject") ?? "", ticket.At("created_at") ?? DateTimeOffset.UnixEpoch, ticket.Said("updated_at") ?? "")
        {
            Kind = ticket.Said("type") is "question" or "task" ? TicketKind.Request : TicketKind.Incident,
            Status = Status(status),
            StatusThere = status,
            Priority = CsvWords.PriorityOf(ticket.Said("priority") ?? "") ?? Priority.P3,
            Requester = Somebody(ticket.Said("requester_id")),
            Assignee = Somebody(ticket.Said("assignee_id")),
            OrganisationId = ticket.Said("organization_id"),
            Tags = ticket.Words("tags"),
            Links = ticket.Said("problem_id") is { } problem ? [new(ImportedLinkKind.RelatesTo, problem)] : [],
            UpdatedAt = ticket.At("updated_at"),
            SolvedAt = Status(status) is TicketStatus.Resolved or TicketStatus.Closed ? ticket.At("updated_at") : null,
            ReadAsync = cancel => ConversationAsync(id, ticket.Said("requester_id"), cancel),
        };
    }

    private async Task<ImportedConversation> ConversationAsync(string ticket, string? requester, CancellationToken cancel)
    {
        var messages = new List<ImportedMessage>();
        for (var page = ""; ;)
        {
            if (await client.GetAsync($"api/v2/tickets/{ticket}/comments.json?page[size]=100{page}", cancel) is not { } found)
                break;
            messages.AddRange(found.All("comments").Where(c => c.Said("id") is not null).Select(c => Message(c, requester)));
            if (found.Field("meta") is not { } meta || !meta.Is("has_more") || meta.Said("after_cursor") is not { } next)
                break;
            page = $"&page[after]={Uri.EscapeDataString(next)}";
        }
        return new(messages, [], []);
    }

    private ImportedMessage Message(JsonElement comment, string? requester)
    {
        var text = comment.Said("html_body") is { } html ? Markdown.OfHtml(html) : Markdown.OfText(comment.Said("plain_body") ?? comment.Said("body") ?? "");
        var author = comment.Said("author_id");
        return new(comment.Said("id")!, comment.At("created_at") ?? DateTimeOffset.UnixEpoch, text, comment.Is("public"), Staff: author != requester, Somebody(author))
        {
            Files = [.. comment.All("attachments").Where(f => f.Said("content_url") is not null).Select(File)],
        };
    }

    /// <summary>A file's address leads, by a redirect, to a store to which the token is not sent.</summary>
    private ImportedFile File(JsonElement file) => new(file.Said("id") ?? "", file.Said("file_name") ?? "file", cancel => client.OpenAsync(file.Said("content_url")!, cancel));

    private static SomebodyThere? Somebody(string? id) => id is null or "-1" ? null : new(id);

    private static TicketStatus Status(string status) => status switch
    {
        "pending" => TicketStatus.WaitingForRequester,
        "hold" => TicketStatus.WaitingForOther,
        "solved" => TicketStatus.Resolved,
        _ => CsvWords.StatusOf(status) ?? TicketStatus.Open,
    };
}
