using Fettle.Server.Platform.Errors;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>
/// new → open ⇄ waiting → resolved (somebody says so) or verified (the device's evidence says so) → closed.
/// A word from the requester, or a fault that is back, opens a solved ticket again. A closed one stays closed for people; only the evidence of a hold opens it.
/// </summary>
internal sealed partial class Ticket
{
    /// <summary>The desk's own answer. It takes the ticket out of <c>new</c> and uses up the draft.</summary>
    /// <param name="files">Attachments of this ticket that go with the answer where it goes by mail.</param>
    /// <param name="inChat">The requester reads it as it is said, and needs no mail of it.</param>
    public TicketEntry Answer(string body, Author by, DateTimeOffset at, IReadOnlyList<long>? files = null, bool inChat = false)
    {
        AnsweredAt ??= at;
        (DraftBody, DraftWhy) = (null, null);
        var entry = Note(EntryKind.Reply, by, at, @public: true, text: body, data: files is { Count: > 0 } || inChat ? new() { Files = files is { Count: > 0 } ? files : null, Chat = inChat ? true : null } : null);
        if (Status == TicketStatus.New)
            Become(TicketStatus.Open, by, at);
        return entry;
    }

    /// <summary>The requester's side writes. Who waits for them need not wait any more; what was solved is not.</summary>
    /// <exception cref="Conflict">The ticket is closed; a new one is opened instead.</exception>
    public TicketEntry Hear(string body, Author by, DateTimeOffset at, EntryData? data = null)
    {
        if (Status == TicketStatus.Closed)
            throw new Conflict($"Ticket {Number} is closed.");
        HeardAt = at;
        var entry = Note(EntryKind.Reply, by, at, @public: true, text: body, data: data);
        if (Status == TicketStatus.WaitingForRequester)
            Become(TicketStatus.Open, by, at);
        else if (Status.IsSolved)
            Reopen("The requester wrote again.", by, at);
        return entry;
    }

    /// <summary>What a person decides.</summary>
    /// <exception cref="Conflict">The rules of the life of a ticket do not allow it.</exception>
    public void ChangeStatus(TicketStatus to, string? because, Author by, DateTimeOffset at)
    {
        if (Status == to)
            return;
        if (Kind == TicketKind.Change)
            throw new Conflict($"Ticket {Number} is a change: it goes on as its plan does. Submit, start, finish or cancel the change instead.");
        switch (to)
        {
            case TicketStatus.New:
                throw new Conflict($"Ticket {Number} was taken up already; it cannot become new again.");
            case TicketStatus.Verified:
                throw new Conflict($"Only evidence from the device makes ticket {Number} verified. Resolve it instead.");
            case var _ when Status == TicketStatus.Closed:
                throw new Conflict($"Ticket {Number} is closed. Open a new ticket and link it.");
            case TicketStatus.Resolved when Status == TicketStatus.Verified:
                throw new Conflict($"Ticket {Number} is verified already.");
            case TicketStatus.Resolved:
                Resolve(verified: false, because, by, at);
                break;
            case TicketStatus.Open when Status.IsSolved:
                Reopen(because ?? "Somebody of the service desk reopened it.", by, at);
                break;
            default:
                Become(to, by, at, because);
                break;
        }
    }

    /// <summary>The fault is gone: by evidence (<paramref name="verified"/>), or because somebody says so.</summary>
    public void Resolve(bool verified, string? because, Author by, DateTimeOffset at)
    {
        Become(verified ? TicketStatus.Verified : TicketStatus.Resolved, by, at, because);
        _told.Add(new TicketResolved(OrganisationId, Id, Number, verified));
    }

    public void Reopen(string because, Author by, DateTimeOffset at)
    {
        var was = Status;
        Status = TicketStatus.Open;
        (SolvedAt, VerifiedAt, ClosedAt, OpenCause) = (null, null, null, Cause);
        Note(EntryKind.Reopened, by, at, @public: true, data: new() { From = Name(was), To = Name(Status), Because = because });
        _told.Add(new TicketReopened(OrganisationId, Id, Number, because));
    }

    /// <summary>The requester says whether it works again.</summary>
    /// <exception cref="Conflict">The ticket is closed.</exception>
    public void Confirm(bool solved, string? comment, Author by, DateTimeOffset at)
    {
        if (Status == TicketStatus.Closed)
            throw new Conflict($"Ticket {Number} is closed. Write a new report if something is wrong.");
        HeardAt = at;
        Note(EntryKind.Confirmed, by, at, @public: true, text: comment, data: new() { Solved = solved });
        if (!solved && Status.IsSolved)
            Reopen("The requester says that it still does not work.", by, at);
        else if (!solved && Status is TicketStatus.New or TicketStatus.WaitingForRequester)
            Become(TicketStatus.Open, by, at);
        else if (solved && Status.IsActive)
            Resolve(verified: false, "The requester says that it works again.", by, at);
    }

    /// <summary>The requester says how it went; the desk reads it.</summary>
    public void Rated(int score, string? comment, Author by, DateTimeOffset at) => Note(EntryKind.Rated, by, at, text: comment, data: new() { Score = score });

    /// <summary>What was done to it with many others a moment ago is taken back: it becomes what it was, whatever people may otherwise make of it.</summary>
    public void TakeBackStatus(TicketStatus to, DateTimeOffset? solvedAt, Author by, DateTimeOffset at)
    {
        if (Status == to)
            return;
        var (wasActive, because) = (Status.IsActive, "A change of several tickets was taken back.");
        Become(to, by, at, because);
        SolvedAt = solvedAt;
        if (!wasActive && to.IsActive)
            _told.Add(new TicketReopened(OrganisationId, Id, Number, because));
    }

    /// <summary>Nothing was heard for long enough.</summary>
    public void Close(DateTimeOffset at) => Become(TicketStatus.Closed, Author.Fettle, at);

    private void Become(TicketStatus to, Author by, DateTimeOffset at, string? because = null)
    {
        var was = Status;
        Status = to;
        SolvedAt = to.IsSolved ? at : to.IsActive ? null : SolvedAt ?? at;
        VerifiedAt = to == TicketStatus.Verified ? at : to == TicketStatus.Closed ? VerifiedAt : null;
        ClosedAt = to == TicketStatus.Closed ? at : null;
        OpenCause = to.IsActive ? Cause : null;
        Note(EntryKind.StatusChanged, by, at, @public: true, data: new() { From = Name(was), To = Name(to), Because = because });
    }

    private static string Name(TicketStatus status) => char.ToLowerInvariant(status.ToString()[0]) + status.ToString()[1..];
}
