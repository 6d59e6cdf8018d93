using System.Runtime.CompilerServices;
using System.Text.Json;
using Fettle.Server.ServiceDesk.MovingIn.Csv;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.MovingIn.Rest;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.Zammad;

/// <summary>
/// Zammad's REST API (<c>https://docs.zammad.org/en/latest/api/intro.html</c>, <c>…/api/ticket/links.html</c>, <c>…/api/ticket/tags.html</c>, and its
/// <c>tickets_controller.rb</c> and <c>ticket_articles_controller.rb</c>). Lists come in the order of their ids, a hundred at a time, with
/// <c>expand=true</c> with the names of what they refer to. The token needs <c>ticket.agent</c> in every group, and <c>admin.user</c> or
/// <c>admin.organization</c> for people without tickets.
/// </summary>
internal sealed class ZammadDesk(RestClient client) : IAnotherDesk
{
    private const int PageSize = 100;

    /// <summary>Zammad's own user, who owns what nobody owns.</summary>
    private const string Nobody = "1";

    public async IAsyncEnumerable<ImportStep> ReadAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (phase, from) = cursor?.Split(':') is [var at, var page] ? (at, int.Parse(page)) : ("organizations", 1);
        if (phase == "organizations")
        {
            await foreach (var (organisation, page1) in PagesAsync("organizations", from, cancel))
                yield return new(new ImportedOrganisation(organisation.Said("id")!, organisation.Said("name") ?? $"Organisation {organisation.Said("id")}"), $"organizations:{page1}");
            (phase, from) = ("users", 1);
        }
        if (phase == "users")
        {
            await foreach (var (user, page2) in PagesAsync("users", from, cancel))
            {
                if (user.Said("id") != Nobody)
                    yield return new(Person(user), $"users:{page2}");
            }
            from = 1;
        }
        await foreach (var (ticket, page3) in PagesAsync("tickets", from, cancel))
            yield return new(Ticket(ticket), $"tickets:{page3}");
    }

    public async Task<ImportSize> SizeAsync(CancellationToken cancel) =>
        new(await CountAsync("organizations", cancel), await CountAsync("users", cancel), await CountAsync("tickets", cancel));

    public void Dispose() => client.Dispose();

    private async IAsyncEnumerable<(JsonElement Item, int Page)> PagesAsync(string what, int from, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var page = from; ; page++)
        {
            var items = await client.GetAsync($"api/v1/{what}?expand=true&page={page}&per_page={PageSize}", cancel);
            if (items is not { ValueKind: JsonValueKind.Array } list)
                throw new CannotImport($"There is no list of {what}: the address is most likely not that of a Zammad.");
            if (list.GetArrayLength() == 0)
                yield break;
            foreach (var item in list.EnumerateArray().Where(i => i.Said("id") is not null))
                yield return (item, page);
        }
    }

    /// <summary>No list says how long it is: the last page is looked for by doubling and halving.</summary>
    private async Task<long> CountAsync(string what, CancellationToken cancel)
    {
        var (full, none) = (0, 1);
        while (await LengthAsync(what, none, cancel) > 0)
            (full, none) = (none, none * 2);
        while (none - full > 1)
        {
            var middle = full + ((none - full) / 2);
            (full, none) = await LengthAsync(what, middle, cancel) > 0 ? (middle, none) : (full, middle);
        }
        return full == 0 ? 0 : ((full - 1) * (long)PageSize) + await LengthAsync(what, full, cancel);
    }

    private async Task<int> LengthAsync(string what, int page, CancellationToken cancel) =>
        await client.GetAsync($"api/v1/{what}?page={page}&per_page={PageSize}", cancel) is { ValueKind: JsonValueKind.Array } list
            ? list.GetArrayLength()
            : throw new CannotImport($"There is no list of {what}: the address is most likely not that of a Zammad.");

    private static ImportedPerson Person(JsonElement user) => new(
        user.Said("id")!, $"{user.Said("firstname")} {user.Said("lastname")}".Trim() is { Length: > 0 } name ? name : user.Said("login") ?? $"Person {user.Said("id")}",
        user.Said("email"), user.Said("phone") ?? user.Said("mobile"), user.Said("organization_id"));

    private ImportedTicket Ticket(JsonElement ticket)
    {
        var (id, state, created) = (ticket.Said("id")!, ticket.Said("state") ?? "", ticket.At("created_at") ?? DateTimeOffset.UnixEpoch);
        return new(id, ticket.Said("number") ?? id, ticket.Said("title") ?? "", created, ticket.Said("updated_at") ?? "")
        {
            Status = Status(state),
            StatusThere = state,
            Priority = CsvWords.PriorityOf(ticket.Said("priority") ?? "") ?? Priority.P3,
            Queue = ticket.Said("group"),
            Requester = Somebody(ticket.Said("customer_id")),
            Assignee = Somebody(ticket.Said("owner_id")),
            OrganisationId = ticket.Said("organization_id"),
            UpdatedAt = ticket.At("updated_at"),
            SolvedAt = ticket.At("close_at"),
            ClosedAt = ticket.At("close_at"),
            ReadAsync = cancel => ConversationAsync(id, cancel),
        };
    }

    private async Task<ImportedConversation> ConversationAsync(string ticket, CancellationToken cancel)
    {
        var articles = await client.GetAsync($"api/v1/ticket_articles/by_ticket/{ticket}?expand=true", cancel);
        var tags = await client.GetAsync($"api/v1/tags?object=Ticket&o_id={ticket}", cancel);
        var links = await client.GetAsync($"api/v1/links?link_object=Ticket&link_object_value={ticket}", cancel);
        return new(
            articles is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Where(a => a.Said("id") is not null).Select(a => Message(ticket, a))] : [],
            tags?.Words("tags") ?? [],
            [.. (links?.All("links") ?? []).Select(Link).OfType<ImportedLink>()]);
    }

    private ImportedMessage Message(string ticket, JsonElement article)
    {
        var (id, body) = (article.Said("id")!, article.Said("body") ?? "");
        var text = article.Said("content_type")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true ? Markdown.OfHtml(body) : Markdown.OfText(body);
        var author = Somebody(article.Said("origin_by_id") ?? article.Said("created_by_id")) ?? new SomebodyThere(null, article.Said("from"));
        return new(id, article.At("created_at") ?? DateTimeOffset.UnixEpoch, text, Public: !article.Is("internal"), Staff: article.Said("sender") is "Agent" or "System", author)
        {
            Files = [.. article.All("attachments").Where(f => f.Said("id") is not null).Select(f => File(ticket, id, f))],
        };
    }

    private ImportedFile File(string ticket, string article, JsonElement file) => new(
        file.Said("id")!, file.Said("filename") ?? "file", cancel => client.OpenAsync($"api/v1/ticket_attachment/{ticket}/{article}/{file.Said("id")}", cancel));

    private static ImportedLink? Link(JsonElement link) => (link.Said("link_object"), link.Said("link_object_value"), link.Said("link_type")) switch
    {
        // What the type says, the other one is to this ticket. A child says so itself.
        ("Ticket", { } other, "parent") => new(ImportedLinkKind.PartOf, other),
        ("Ticket", { } other, "normal") => new(ImportedLinkKind.RelatesTo, other),
        _ => null,
    };

    private static SomebodyThere? Somebody(string? id) => id is null or Nobody ? null : new(id);

    private static TicketStatus Status(string state) => state switch
    {
        "pending reminder" or "pending close" => TicketStatus.WaitingForRequester,
        "closed" or "merged" or "removed" => TicketStatus.Closed,
        _ => CsvWords.StatusOf(state) ?? TicketStatus.Open,
    };
}
