using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Ends chats that nobody is in any more, or that nobody came to: what was said is a ticket, and is answered there.</summary>
internal sealed class TidyChats(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TidyChats> log) : BackgroundService
{
    /// <summary>Nobody waits longer in front of an empty page than this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Who has taken a chat finds the requester back after a reload or a lift, and not after lunch.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(Turn, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await EndNextAsync(stoppingToken))
                {
                    // Until none is left to end.
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Chats cannot be ended; trying again");
            }
        }
    }

    /// <summary>False where none is to be ended.</summary>
    internal async Task<bool> EndNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(TidyChats);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        var (silent, gone, waited) = (now - OneChat.Silence, now - LongestSilence, now - LongestWait);
        var over = db.Chats.Where(c => c.State == ChatState.Waiting ? c.SeenAt <= silent || c.StartedAt <= waited : c.State == ChatState.Taken && c.SeenAt <= gone);
        // A look without a lock first.
        if (await over.Select(c => (long?)c.Id).FirstOrDefaultAsync(cancel) is not { } id)
            return false;
        var chats = scope.ServiceProvider.GetRequiredService<OneChat>();
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
