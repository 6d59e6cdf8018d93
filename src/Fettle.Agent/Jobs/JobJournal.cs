using System.Globalization;
using System.Text.Json;
using Fettle.Agent.Platform;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.Agent.Jobs;

/// <summary>What the device has begun and how it ended, on disk before it is done or told: the reason why no job runs twice and no result is lost.</summary>
internal sealed class JobJournal
{
    private static readonly TimeSpan KeptAfterExpiry = TimeSpan.FromDays(30);
    private readonly StateFolder _state;
    private readonly string? _spare;
    private readonly Lock _gate = new();
    private readonly Dictionary<JobKey, JournalEntry> _entries;

    private JobJournal(StateFolder state, Dictionary<JobKey, JournalEntry> entries) => (_state, _spare, _entries) = (state, state.Spare, entries);

    /// <summary>Reads the journal. What was running when the agent last ended is now <see cref="JobOutcome.Interrupted"/>.</summary>
    public static JobJournal Open(StateFolder state, TimeProvider clock)
    {
        Directory.CreateDirectory(state["jobs"]);
        // What the spare folder has is newer than what the disk has.
        string[] folders = [state["jobs"], .. Directory.Exists(state.Spare) ? (string[])[state.Spare] : []];
        var entries = new Dictionary<JobKey, JournalEntry>();
        foreach (var entry in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Select(file => JsonSerializer.Deserialize(File.ReadAllBytes(file), AgentJson.Default.JournalEntry)!))
        {
            entries[new(entry.Id, entry.Attempt)] = entry;
        }
        var journal = new JobJournal(state, entries);
        foreach (var (key, entry) in entries.Where(e => e.Value.Result is null).ToList())
            journal.Finish(key, new JobResult(entry.Attempt, JobOutcome.Interrupted, entry.StartedAt, clock.GetUtcNow(), null, null,
                "The device or its agent went down while the job ran; what it did by then is not known"));
        return journal;
    }

    public JournalEntry? Find(JobKey key)
    {
        lock (_gate)
            return _entries.GetValueOrDefault(key);
    }

    /// <summary>Results that the server does not have yet.</summary>
    public IReadOnlyList<JobKey> Untold()
    {
        lock (_gate)
            return [.. _entries.Where(e => e.Value is { Result: not null, Told: false }).Select(e => e.Key)];
    }

    /// <summary>The job is about to start. False where it already has, ever.</summary>
    public bool TryBegin(JobOrder order, DateTimeOffset at)
    {
        var key = JobKey.Of(order);
        lock (_gate)
        {
            if (_entries.ContainsKey(key))
                return false;
            _entries[key] = Keep(key, new JournalEntry(order.Id, order.Attempt, order.Kind, order.ExpiresAt, at, null, Told: false));
            return true;
        }
    }

    public void Finish(JobKey key, JobResult result)
    {
        lock (_gate)
            _entries[key] = Keep(key, _entries[key] with { Result = result });
    }

    /// <summary>The server has the result; what the job printed is no longer needed here.</summary>
    public void Told(JobKey key)
    {
        lock (_gate)
        {
            // The report stays out of memory and off the disk; that the job ran stays.
            var entry = _entries[key];
            _entries[key] = Keep(key, entry with { Told = true, Result = entry.Result! with { Report = null } });
        }
        File.Delete(OutputFile(key));
    }

    public string OutputFile(JobKey key) => _state["jobs", key.FileName + ".out"];

    /// <summary>UTF-16 units that wait on disk, of all jobs.</summary>
    public long OutputKept() => new DirectoryInfo(_state["jobs"]).EnumerateFiles("*.out").Sum(file => file.Length / sizeof(char));

    /// <summary>
    /// A disk that is full or can only be read is what jobs are there to mend, so then the entry is kept in memory's file system, where it outlives the agent
    /// though not the system.
    /// </summary>
    /// <exception cref="IOException">It can be kept nowhere.</exception>
    private JournalEntry Keep(JobKey key, JournalEntry entry)
    {
        var (name, bytes) = (key.FileName + ".json", JsonSerializer.SerializeToUtf8Bytes(entry, AgentJson.Default.JournalEntry));
        try
        {
            StateFolder.WriteDurably(_state["jobs", name], bytes);
            if (_spare is not null && Directory.Exists(_spare))
                File.Delete(Path.Combine(_spare, name));
        }
        catch (IOException) when (_spare is not null)
        {
            PrivateFolder.Create(_spare);
            StateFolder.Write(Path.Combine(_spare, name), bytes);
        }
        return entry;
    }

    /// <summary>An order so long expired is refused for that alone, so that it once ran need not be known.</summary>
    /// <param name="now">By the server's clock, as orders expire by it.</param>
    public void ForgetLongExpired(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var (key, _) in _entries.Where(e => e.Value.Told && e.Value.ExpiresAt + KeptAfterExpiry < now).ToList())
            {
                _entries.Remove(key);
                File.Delete(_state["jobs", key.FileName + ".json"]);
            }
        }
    }
}

internal sealed record JobKey(long Id, int Attempt)
{
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Id}-{Attempt}");

    public static JobKey Of(JobOrder order) => new(order.Id, order.Attempt);
}

/// <param name="Result">Null while the job runs.</param>
/// <param name="Told">The server has acknowledged the result.</param>
internal sealed record JournalEntry(long Id, int Attempt, JobKind Kind, DateTimeOffset ExpiresAt, DateTimeOffset StartedAt, JobResult? Result, bool Told);
