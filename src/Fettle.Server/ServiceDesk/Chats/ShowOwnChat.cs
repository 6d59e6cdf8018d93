using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Whether somebody is there to talk to, and the chat that the caller is in.</summary>
internal sealed class ShowOwnChat(FettleDb db, CurrentPerson me, IPeople people, Attendance attendance) : IUseCase
{
    /// <param name="Available">Somebody is there to answer.</param>
    public sealed record Answer(bool Available, OwnChat? Chat);

    /// <param name="Number">The ticket on which it is kept.</param>
    /// <param name="With">Who answers; null while nobody has taken it.</param>
    /// <param name="Before">How many wait before the caller.</param>
    public sealed record OwnChat(long Id, long Number, ChatState State, string? With, int Before);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/portal/chats", (ShowOwnChat useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Platform.Errors.Forbidden">The caller has no portal.</exception>
    public async Task<Answer> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId;
        var available = organisation is { } home && await attendance.SomebodyAsync(home, cancel);
        return new(available, await FindAsync(cancel));
    }

    public async Task<OwnChat?> FindAsync(CancellationToken cancel)
    {
        var found = await (from c in db.Chats.AsNoTracking()
                           where c.OpenFor == me.Id
                           join t in db.Tickets on c.TicketId equals t.Id
                           select new { Chat = c, t.Number }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var chat = found.Chat;
        var with = chat.TechnicianId is { } id ? (await people.NamesAsync([id], cancel)).GetValueOrDefault(id)?.Name ?? "" : null;
        var before = chat.State == ChatState.Waiting
            ? await db.Chats.CountAsync(c => c.State == ChatState.Waiting && c.OrganisationId == chat.OrganisationId && c.StartedAt < chat.StartedAt, cancel)
            : 0;
        return new(chat.Id, found.Number, chat.State, with, before);
    }
}
