using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Who waits to be talked to, and whom the caller talks to.</summary>
internal sealed class ListChats(FettleDb db, CurrentPerson me, Names names, TimeProvider clock) : IUseCase
{
    private const int Most = 100;

    /// <param name="Attending">The caller answers chats.</param>
    public sealed record Chats(bool Attending, IReadOnlyList<Item> Items);

    /// <param name="With">Who has taken it.</param>
    /// <param name="There">The requester still looks at it.</param>
    public sealed record Item(long Id, long Number, string Subject, PersonRef Requester, PersonRef? With, bool Mine, ChatState State, bool There, DateTimeOffset StartedAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/chats", (ListChats useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<Chats> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var now = clock.GetUtcNow();
        var open = await (from c in db.Chats.AsNoTracking()
                          where c.State != ChatState.Ended
                          join t in db.Tickets on c.TicketId equals t.Id
                          orderby c.StartedAt
                          select new { Chat = c, t.Number, t.Subject }).Take(Most).ToListAsync(cancel);
        var seen = open.FindAll(o => me.May(Permission.ViewTickets, o.Chat.OrganisationId));
        await names.LoadAsync(seen.SelectMany(o => new long?[] { o.Chat.RequesterId, o.Chat.TechnicianId }), [], cancel);
        return new(
            await db.ChatAttendants.AnyAsync(a => a.PersonId == me.Id && a.Until > now, cancel),
            seen.ConvertAll(o => new Item(
                o.Chat.Id, o.Number, o.Subject, names.Person(o.Chat.RequesterId)!, names.Person(o.Chat.TechnicianId), o.Chat.TechnicianId == me.Id, o.Chat.State,
                o.Chat.IsListening(now), o.Chat.StartedAt)));
    }
}
