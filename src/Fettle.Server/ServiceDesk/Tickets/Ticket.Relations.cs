using Fettle.Server.Platform.Errors;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>What a ticket has to do with others: it goes on in another one (merged), or is a part of a larger one (child).</summary>
internal sealed partial class Ticket
{
    /// <summary>The ticket in which this one goes on; null on one that stands for itself.</summary>
    public long? MergedIntoId { get; private set; }

    /// <summary>What the ticket was when it was merged, to become it again.</summary>
    public TicketStatus? StatusBeforeMerge { get; private set; }

    /// <summary>The larger ticket that this one is a part of.</summary>
    public long? ParentId { get; private set; }

    /// <summary>What it is about, as the desk sorts it.</summary>
    public long? CategoryId { get; private set; }

    public void SortInto(long? category, string? was, string? isNow, Author by, DateTimeOffset at)
    {
        if (CategoryId == category)
            return;
        CategoryId = category;
        Note(EntryKind.CategoryChanged, by, at, data: new() { From = was, To = isNow });
    }

    /// <summary>From now on everything said here is said on <paramref name="survivor"/>.</summary>
    /// <exception cref="Conflict">One of the two is merged already, or the other one is closed.</exception>
    public void MergeInto(Ticket survivor, Author by, DateTimeOffset at)
    {
        if (MergedIntoId is not null)
            throw new Conflict($"Ticket {Number} is merged into another one already. Take that back first.");
        if (survivor.MergedIntoId is not null)
            throw new Conflict($"Ticket {survivor.Number} is itself merged into another one. Merge into that one.");
        if (survivor.Status == TicketStatus.Closed)
            throw new Conflict($"Ticket {survivor.Number} is closed, so nothing can go on there. Merge it into this one instead.");

        (MergedIntoId, StatusBeforeMerge) = (survivor.Id, Status);
        Note(EntryKind.MergedInto, by, at, @public: true, data: new() { Ticket = survivor.Number, Title = survivor.Subject });
        if (Status != TicketStatus.Closed)
            Become(TicketStatus.Closed, by, at);
        survivor.Note(EntryKind.MergedHere, by, at, data: new() { Ticket = Number, Title = Subject });
        survivor.HeardAt = Later(survivor.HeardAt, HeardAt);
    }

    /// <summary>The ticket stands for itself again, as it was.</summary>
    /// <exception cref="Conflict">It is not merged.</exception>
    public void TakeOutOf(Ticket survivor, Author by, DateTimeOffset at)
    {
        if (MergedIntoId != survivor.Id || StatusBeforeMerge is not { } before)
            throw new Conflict($"Ticket {Number} is not merged into ticket {survivor.Number}.");

        (MergedIntoId, StatusBeforeMerge) = (null, null);
        Note(EntryKind.Unmerged, by, at, @public: true, data: new() { Ticket = survivor.Number });
        var solved = SolvedAt;
        if (before != TicketStatus.Closed)
            Become(before, by, at);
        SolvedAt = before.IsActive ? null : solved;
        survivor.Note(EntryKind.Unmerged, by, at, data: new() { Ticket = Number });
    }

    /// <param name="parent">Null: the ticket stands for itself.</param>
    /// <param name="was">The parent until now.</param>
    public void IsPartOf(Ticket? parent, Ticket? was, Author by, DateTimeOffset at)
    {
        if (ParentId == parent?.Id)
            return;
        ParentId = parent?.Id;
        Note(EntryKind.ParentChanged, by, at, data: new() { From = was is null ? null : $"#{was.Number}", To = parent is null ? null : $"#{parent.Number}" });
        was?.Note(EntryKind.ChildRemoved, by, at, data: new() { Ticket = Number, Title = Subject });
        parent?.Note(EntryKind.ChildAdded, by, at, data: new() { Ticket = Number, Title = Subject });
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
