using Fettle.Server.Knowledge;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

internal sealed class WriteArticleDrafted(LoopLine line, TimeProvider clock) : IListenTo<ArticleDrafted>
{
    public Task HearAsync(ArticleDrafted e, CancellationToken cancel)
    {
        var once = $"article:{e.ArticleId}";
        var data = new EntryData { Articles = [new(e.ArticleId, e.Title)] };
        return line.WriteAsync(
            e.TicketNumber, once, ticket => ticket.Note(EntryKind.ArticleDrafted, new(AuthorKind.Staff, e.PersonId), clock.GetUtcNow(), data: data, once: once), cancel);
    }
}
