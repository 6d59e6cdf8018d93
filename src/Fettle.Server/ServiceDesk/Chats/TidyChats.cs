using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Ends chats that nobody is in any more, or that nobody came to: what was said is a ticket, and is answered there.</summary>
internal sealed class TidyChats(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TidyChats> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(15), log)
{
    /// <summary>Nobody waits longer in front of an empty page than this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Who has taken a chat finds the requester back after a reload or a lift, and not after lunch.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, now) = (services.GetRequiredService<FettleDb>(), Clock.GetUtcNow());
        var (silent, gone, waited) = (now - OneChat.Silence, now - LongestSilence, now - LongestWait);
        var over = db.Chats.Where(c => c.State == ChatState.Waiting ? c.SeenAt <= silent || c.StartedAt <= waited : c.State == ChatState.Taken && c.SeenAt <= gone);
        if (await over.Select(c => (long?)c.Id).FirstOrDefaultAsync(cancel) is not { } id)
            return false;
        var chats = services.GetRequiredService<OneChat>();
        await db.InTransactionAsync(
            async () =>
            {
                if (await over.SingleOrDefaultAsync(c => c.Id == id, cancel) is { } chat)
                    await chats.EndAsync(chat, Author.Fettle, Because(chat, waited), cancel);
            },
            cancel);
        return true;
    }

    private static string Because(Chat chat, DateTimeOffset waited) =>
        chat.State == ChatState.Waiting && chat.StartedAt <= waited ? "Nobody could take it." : "The requester has gone.";
}
