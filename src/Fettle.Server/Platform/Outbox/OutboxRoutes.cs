using System.Text.Json;
using System.Threading.Channels;

namespace Fettle.Server.Platform.Outbox;

/// <summary>One listener of one event, as registered.</summary>
/// <param name="Name">Kept in the database: renaming a listener strands its waiting messages.</param>
internal sealed record OutboxRoute(string Name, Type Event, Func<IServiceProvider, IEvent, CancellationToken, Task> HearAsync);

/// <summary>Which event goes to which listeners; known once the modules have registered.</summary>
public sealed class OutboxRoutes
{
    private readonly ILookup<Type, OutboxRoute> _byEvent;
    private readonly Dictionary<string, OutboxRoute> _byName;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal OutboxRoutes(IEnumerable<OutboxRoute> routes)
    {
        var all = routes.ToList();
        _byEvent = all.ToLookup(r => r.Event);
        _byName = all.ToDictionary(r => r.Name);
    }

    internal IEnumerable<OutboxMessage> MessagesFor(IEvent @event, DateTimeOffset now) =>
        from route in _byEvent[@event.GetType()]
        select new OutboxMessage
        {
            Listener = route.Name,
            Payload = JsonSerializer.Serialize(@event, route.Event),
            CreatedAt = now,
            NextTryAt = now,
        };

    internal OutboxRoute? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Something may have been told: the dispatcher looks now instead of at its next turn.</summary>
    internal void WakeUp() => _wake.Writer.TryWrite(true);

    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        turn.CancelAfter(atMost);
        try
        {
            await _wake.Reader.ReadAsync(turn.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Its turn has come without being woken.
        }
    }
}
