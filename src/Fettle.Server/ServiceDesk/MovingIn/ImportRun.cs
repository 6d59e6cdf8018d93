using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.MovingIn;

internal enum ImportSource
{
    Csv,
    Zammad,
    RequestTracker,
    Zendesk,
}

internal enum ImportState
{
    /// <summary>Being set up; nothing is taken over yet.</summary>
    Draft,

    /// <summary>At work in the background, or waiting until the other system may be asked again.</summary>
    Running,
    Finished,

    /// <summary>Somebody stopped it; it can go on.</summary>
    Stopped,

    /// <summary>It cannot go on by itself; <see cref="ImportRun.Trouble"/> says why.</summary>
    Failed,
}

/// <summary>Taking over what another system has, from setting it up to its report. How far it is, is written past the journal: it changes all the time.</summary>
internal sealed class ImportRun : IBelongToOrganisation
{
    public long Id { get; private set; }

    /// <summary>Where tickets and people go that no other organisation is known for.</summary>
    public long OrganisationId { get; init; }

    public ImportSource Source { get; init; }

    /// <summary>Stands before numbers of the other system, <c>ZAM</c>, and tells two systems apart.</summary>
    public string Prefix { get; private set; } = "";

    public ImportSettings Settings { get; private set; } = new();

    /// <summary>Token or password, sealed with Data Protection; it is never shown again.</summary>
    [HiddenInJournal]
    public string? SealedSecret { get; private set; }

    public string? FileHash { get; private set; }

    public string? FileName { get; private set; }

    public long? FileSize { get; private set; }

    public ImportState State { get; private set; }

    /// <summary>Null: by a command.</summary>
    public long? CreatedById { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why it rests or has failed, in words.</summary>
    public string? Trouble { get; private set; }

    public ImportCounts Counts { get; private set; } = new();

    /// <summary>Where reading goes on.</summary>
    public string? Cursor { get; private set; }

    /// <summary>So often in a row it came no further.</summary>
    public int Failures { get; private set; }

    /// <summary>Not before then: the other system wants a pause, or did not answer.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public string? LeasedBy { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    public bool IsSet => State != ImportState.Running;

    public void Set(string prefix, ImportSettings settings, string? sealedSecret)
    {
        (Prefix, Settings, SealedSecret) = (prefix, settings, sealedSecret);
        // What was read under other settings is read again under these.
        Cursor = null;
    }

    public void Has(string hash, string name, long size)
    {
        (FileHash, FileName, FileSize) = (hash, name, size);
        Cursor = null;
    }

    /// <summary>Goes on where it was cut off, or begins again where it was done: what is new there is taken over then.</summary>
    public void Start(DateTimeOffset at)
    {
        if (State is ImportState.Draft or ImportState.Finished)
            (Cursor, Counts, StartedAt) = (null, new(), at);
        (State, NextAt, Trouble, FinishedAt, Failures) = (ImportState.Running, at, null, null, 0);
    }

    public void Stop(DateTimeOffset at) => (State, FinishedAt, LeasedBy, LeasedUntil) = (ImportState.Stopped, at, null, null);
}

/// <summary>How to read the other system.</summary>
internal sealed record ImportSettings
{
    /// <summary>The other system's address: <c>https://help.example.org</c>.</summary>
    public string? Address { get; init; }

    /// <summary>Each organisation there becomes one here; false: all of it goes into one.</summary>
    public bool EachOrganisation { get; init; }

    public CsvSettings? Csv { get; init; }
}

/// <param name="Charset"><c>utf-8</c>, <c>utf-16</c>, <c>windows-1252</c>; null: found out.</param>
/// <param name="Delimiter">One character; null: found out.</param>
/// <param name="Columns">Heading → field; null: guessed from the headings.</param>
/// <param name="Statuses">What the file calls a status → ours.</param>
/// <param name="TimeZone">Of times that name none; null: UTC.</param>
/// <param name="MonthFirst">Read 3/4/2026 as the 4th of March.</param>
internal sealed record CsvSettings(
    string? Charset = null, string? Delimiter = null, IReadOnlyDictionary<string, Csv.CsvField>? Columns = null,
    IReadOnlyDictionary<string, Tickets.TicketStatus>? Statuses = null, string? TimeZone = null, bool MonthFirst = false);

/// <summary>What became of what was handed over so far.</summary>
internal sealed record ImportCounts
{
    public Tally Organisations { get; init; } = new();

    public Tally People { get; init; } = new();

    public Tally Tickets { get; init; } = new();

    public long Messages { get; init; }

    public long Files { get; init; }

    public long Links { get; init; }

    /// <summary>Things that could not be taken over; each has a line in the report.</summary>
    public long Refused { get; init; }
}

internal sealed record Tally(long Made = 0, long Updated = 0, long LeftAlone = 0);
