using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Portal;

internal enum StepKind
{
    /// <summary>We have your report.</summary>
    Received,

    /// <summary>We are looking at your computer.</summary>
    Looking,

    /// <summary>We found the likely cause.</summary>
    Found,

    /// <summary>We put it right.</summary>
    Fixed,

    /// <summary>We checked that it works.</summary>
    Checked,
}

internal enum StepState
{
    Done,
    Now,
    Ahead,
}

/// <param name="At">When it was done.</param>
internal sealed record ProgressStep(StepKind Step, StepState State, DateTimeOffset? At);

/// <summary>How far a ticket is, in five steps that everybody understands. After a reopening it begins again with looking.</summary>
internal static class Progress
{
    public static IReadOnlyList<ProgressStep> Of(Ticket ticket, IReadOnlyList<TicketEntry> entries)
    {
        var round = entries.Skip(entries.Select((e, i) => e.Kind == EntryKind.Reopened ? i + 1 : 0).DefaultIfEmpty().Max()).ToList();
        DateTimeOffset?[] done =
        [
            ticket.CreatedAt,
            First(e => e.Kind == EntryKind.CheckUpFinished) ?? First(e => e is { Kind: EntryKind.Reply, AuthorKind: AuthorKind.Staff }),
            First(e => e is { Kind: EntryKind.CheckUpFinished, Data.Causes.Count: > 0 }),
            First(e => e is { Kind: EntryKind.RemedyFinished, Data.Failure: null }),
            First(e => e is { Kind: EntryKind.RemedyFinished, Data.Verified: true } or { Kind: EntryKind.Confirmed, Data.Solved: true }),
        ];

        // Whatever a technician solved by hand went through all that comes before, without a trace of its own.
        var last = Array.FindLastIndex(done, d => d is not null);
        if (!ticket.Status.IsActive)
            (last, done[^1]) = (done.Length - 1, done[^1] ?? ticket.SolvedAt ?? ticket.UpdatedAt);
        return
        [
            .. done.Select((at, i) => new ProgressStep((StepKind)i, i <= last ? StepState.Done : i == last + 1 ? StepState.Now : StepState.Ahead, i <= last ? at : null))
        ];

        DateTimeOffset? First(Func<TicketEntry, bool> matches) => round.FirstOrDefault(matches)?.At;
    }
}
