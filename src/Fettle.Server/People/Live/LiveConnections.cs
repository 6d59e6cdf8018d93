using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Fettle.Server.People.Live;

/// <summary>Who is on the line in this process. A line that is ended is opened again by its page, and passes the door anew.</summary>
internal sealed class LiveConnections(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <param name="Session">Null where it was opened with an API token.</param>
    private sealed record Line(long Person, long? Session, DateTimeOffset Since, HubCallerContext Context);

    public ICollection<string> Ids => _lines.Keys;

    public void Add(long person, long? session, HubCallerContext line) => _lines[line.ConnectionId] = new(person, session, clock.GetUtcNow(), line);

    public void Remove(string connection) => _lines.TryRemove(connection, out _);

    /// <summary>What somebody may has changed, or that they may at all.</summary>
    public void End(long person) => End(l => l.Person == person);

    public void EndOfSession(long session) => End(l => l.Session == session);

    /// <summary>Lines may have missed something: their pages fetch everything when they are back.</summary>
    public void EndAll() => End(_ => true);

    /// <summary>Should the word of a session's end be lost, its line is silent a quarter of an hour later at the latest.</summary>
    public void EndOld() => End(l => clock.GetUtcNow() - l.Since > Longest);

    private void End(Func<Line, bool> which)
    {
        foreach (var line in _lines.Values.Where(which))
            line.Context.Abort();
    }
}
