using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Fettle.Server.People.Live;

/// <summary>Who is on the line in this process. A line that is ended is opened again by its page, and passes the door anew.</summary>
internal sealed class LiveConnections(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (long Person, DateTimeOffset Since, HubCallerContext Line)> _lines = new(StringComparer.Ordinal);

    public int Count => _lines.Count;

    public void Add(long person, HubCallerContext line) => _lines[line.ConnectionId] = (person, clock.GetUtcNow(), line);

    public void Remove(string connection) => _lines.TryRemove(connection, out _);

    /// <summary>What somebody may has changed, or that they may at all.</summary>
    public void End(long person) => End(l => l.Person == person);

    /// <summary>A session that was ended hears nothing a quarter of an hour later at the latest.</summary>
    public void EndOld() => End(l => clock.GetUtcNow() - l.Since > Longest);

    private void End(Func<(long Person, DateTimeOffset Since, HubCallerContext Line), bool> which)
    {
        foreach (var line in _lines.Values.Where(which))
            line.Line.Abort();
    }
}
