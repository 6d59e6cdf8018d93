using System.Collections.Immutable;

namespace Fettle.Server.Platform.Nudges;

/// <summary>Nudges within this process: all there is on SQLite, and the last step of the way on PostgreSQL.</summary>
internal sealed class NudgesInProcess : INudges
{
    private ImmutableList<Action<Nudge>> _subscribers = [];

    public void Publish(Nudge nudge)
    {
        foreach (var subscriber in _subscribers)
            subscriber(nudge);
    }

    public IDisposable Subscribe(Action<Nudge> heard)
    {
        ImmutableInterlocked.Update(ref _subscribers, s => s.Add(heard));
        return new Subscription(() => ImmutableInterlocked.Update(ref _subscribers, s => s.Remove(heard)));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
