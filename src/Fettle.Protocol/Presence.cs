namespace Fettle.Protocol;

/// <summary>How the device is right now. Sent on connecting, when the users at work change, and once a minute, which is also what keeps the device's presence.</summary>
/// <param name="BootedAt">When the device last started.</param>
/// <param name="MetricsAt">When the figures were taken.</param>
/// <param name="Load1">Linux: runnable tasks averaged over a minute. Windows: processor use × processors. Null where unknown.</param>
/// <param name="MemoryUsed">0 to 1.</param>
/// <param name="RootDiskUsed">0 to 1, of the file system that holds the operating system.</param>
public sealed record AgentStatus(
    IReadOnlyList<UserAtWork> UsersAtWork, DateTimeOffset? BootedAt, DateTimeOffset MetricsAt, double? Load1, double? MemoryUsed, double? RootDiskUsed);

/// <summary>Somebody signed in to the device.</summary>
/// <param name="Name">The account's name on the device, without its domain.</param>
/// <param name="Domain">The directory domain, or null for a local account.</param>
/// <param name="Terminal">For example <c>tty2</c>, <c>:0</c>, <c>pts/1</c>, <c>console</c>.</param>
/// <param name="From">The other end of a remote session, or null.</param>
public sealed record UserAtWork(string Name, string? Domain, string? Terminal, string? From, DateTimeOffset? Since);

/// <summary>A text frame from server to agent: that there is something, never the thing itself.</summary>
/// <param name="JobsWaiting">Fetch the jobs.</param>
/// <param name="Cancel">Stop these jobs, if they run here.</param>
/// <param name="InventoryWanted">Send the whole inventory again.</param>
public sealed record AgentNudge(bool JobsWaiting = false, IReadOnlyList<long>? Cancel = null, bool InventoryWanted = false);

/// <summary>The agent's policy and limits as the server last knew them, and what waits; the answer to a poll.</summary>
public sealed record PollResponse(AgentNudge Nudge, DateTimeOffset ServerTime);
