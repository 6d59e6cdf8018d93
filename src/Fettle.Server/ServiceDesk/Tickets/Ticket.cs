using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Queues;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>
/// What somebody reported or asked for, until it is done with. Every change goes through a method that keeps the rules and writes the timeline.
/// The status has a file of its own, <c>Ticket.Status.cs</c>.
/// </summary>
internal sealed partial class Ticket : IBelongToOrganisation
{
    public const int LongestSubject = 200;

    /// <summary>An instant after all others, so that what is not due is last in the order of what is.</summary>
    public static readonly DateTimeOffset NotDue = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly List<IEvent> _told = [];
    private readonly List<TicketEntry> _written = [];

    public long Id { get; private set; }

    public long Number { get; private set; }

    public long OrganisationId { get; private set; }

    public TicketKind Kind { get; private set; }

    public string Subject { get; private set; } = "";

    public TicketStatus Status { get; private set; }

    public Level Impact { get; private set; }

    public Level Urgency { get; private set; }

    public Priority Priority { get; private set; }

    public long QueueId { get; private set; }

    public Queue? Queue { get; private set; }

    public long? RequesterId { get; private set; }

    public long? DeviceId { get; private set; }

    public long? AssigneeId { get; private set; }

    /// <summary>A problem's cause, <c>fs.full</c>; null on other tickets.</summary>
    public string? Cause { get; private set; }

    /// <summary>The cause again while the problem is not solved: one such problem per organisation and cause.</summary>
    public string? OpenCause { get; private set; }

    /// <summary>An answer that waits for somebody of the desk to send it.</summary>
    public string? DraftBody { get; private set; }

    public string? DraftWhy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When the requester's side last wrote.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>When the desk first answered.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? SolvedAt { get; private set; }

    /// <summary>When the device's own evidence solved it; null again when it is reopened.</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The promise that is due next; null: nothing is promised, or all of it is done.</summary>
    public TargetKind? DueKind { get; private set; }

    /// <summary>When it is due; <see cref="NotDue"/> where nothing is, or where its clock stands still.</summary>
    public DateTimeOffset DueAt { get; private set; } = NotDue;

    /// <summary>Goes up with every change; what a caller saw earlier is known by it.</summary>
    public long Version { get; private set; }

    public List<TicketEntry> Entries { get; } = [];

    public List<TicketTag> Tags { get; } = [];

    public List<Watcher> Watchers { get; } = [];

    /// <summary>What other modules are to be told with this change; each is handed out once.</summary>
    public IReadOnlyList<IEvent> TakeTold()
    {
        var told = _told.ToList();
        _told.Clear();
        return told;
    }

    /// <summary>The lines of the timeline that were written since the last time.</summary>
    public IReadOnlyList<TicketEntry> TakeWritten()
    {
        var written = _written.ToList();
        _written.Clear();
        return written;
    }

    public static Ticket Open(
        long number, long organisation, TicketKind kind, string subject, string body, long queue, Author by, DateTimeOffset at,
        long? requester = null, long? device = null, Level impact = Level.Medium, Level urgency = Level.Medium, string? cause = null, EntryData? data = null)
    {
        var ticket = new Ticket
        {
            Number = number,
            OrganisationId = organisation,
            Kind = kind,
            Subject = subject,
            Status = TicketStatus.New,
            Impact = impact,
            Urgency = urgency,
            Priority = Priorities.From(impact, urgency),
            QueueId = queue,
            RequesterId = requester,
            DeviceId = device,
            Cause = cause,
            OpenCause = cause,
            CreatedAt = at,
            HeardAt = by.Kind == AuthorKind.Requester ? at : null,
        };
        ticket.Note(EntryKind.Opened, by, at, @public: kind.IsAskedFor, text: body, data: data);
        return ticket;
    }

    /// <summary>Writes a line of the timeline.</summary>
    /// <param name="once">Names what happened where it may be told twice: the database allows one such line.</param>
    public TicketEntry Note(
        EntryKind kind, Author by, DateTimeOffset at, bool @public = false, string? text = null, EntryData? data = null, string? once = null)
    {
        var entry = TicketEntry.Of(this, kind, by, at, @public, text, data, once);
        Entries.Add(entry);
        _written.Add(entry);
        UpdatedAt = at;
        Version++;
        return entry;
    }

    public void AssignTo(long? technician, string? was, string? isNow, Author by, DateTimeOffset at)
    {
        if (AssigneeId == technician)
            return;
        AssigneeId = technician;
        Note(EntryKind.AssigneeChanged, by, at, data: new() { From = was, To = isNow, PersonId = technician });
    }

    public void MoveTo(Queue queue, string was, Author by, DateTimeOffset at)
    {
        if (QueueId == queue.Id)
            return;
        QueueId = queue.Id;
        Note(EntryKind.QueueChanged, by, at, data: new() { From = was, To = queue.Name });
    }

    public void Weigh(Level impact, Level urgency, Author by, DateTimeOffset at)
    {
        if ((Impact, Urgency) == (impact, urgency))
            return;
        var was = Priority;
        (Impact, Urgency, Priority) = (impact, urgency, Priorities.From(impact, urgency));
        Note(EntryKind.PriorityChanged, by, at, data: new() { From = was.ToString(), To = Priority.ToString() });
    }

    /// <summary>One more urgent than it was; what is urgent already reaches further.</summary>
    public void Raise(Author by, DateTimeOffset at)
    {
        var (impact, urgency) = Urgency > Level.High ? (Impact, Urgency - 1) : (Impact > Level.High ? Impact - 1 : Impact, Urgency);
        Weigh(impact, urgency, by, at);
    }

    public void IsFor(long? requester, string? was, string? isNow, Author by, DateTimeOffset at)
    {
        if (RequesterId == requester)
            return;
        RequesterId = requester;
        Note(EntryKind.RequesterChanged, by, at, data: new() { From = was, To = isNow, PersonId = requester });
    }

    public void IsAbout(long? device, string? was, string? isNow, string complaint, Author by, DateTimeOffset at)
    {
        if (DeviceId == device)
            return;
        DeviceId = device;
        Note(EntryKind.DeviceChanged, by, at, data: new() { From = was, To = isNow, DeviceId = device });
        _told.Add(new TicketDeviceChanged(OrganisationId, Id, Number, device, complaint));
    }

    public void Rename(string subject, Author by, DateTimeOffset at)
    {
        if (Subject == subject)
            return;
        var was = Subject;
        Subject = subject;
        Note(EntryKind.SubjectChanged, by, at, data: new() { From = was, To = subject });
    }

    /// <summary>What its clocks say. Nobody did anything to the ticket, so its version and its last change stay.</summary>
    public void IsDue(NextDue next) => (DueKind, DueAt) = (next.Kind, next.At ?? NotDue);

    /// <summary>Needs <see cref="Tags"/> loaded.</summary>
    public void TagWith(IReadOnlyCollection<string> tags, Author by, DateTimeOffset at)
    {
        var was = Tags.Select(t => t.Tag).Order().ToList();
        if (was.SequenceEqual(tags.Order()))
            return;
        Tags.RemoveAll(t => !tags.Contains(t.Tag));
        Tags.AddRange(tags.Except(was).Select(tag => new TicketTag { OrganisationId = OrganisationId, Tag = tag }));
        Note(EntryKind.TagsChanged, by, at, data: new() { From = string.Join(", ", was), To = string.Join(", ", tags.Order()) });
    }

    /// <summary>An answer in plain words that somebody reads over before it is sent; null takes it away.</summary>
    public void Draft(string? body, string? why, DateTimeOffset at)
    {
        (DraftBody, DraftWhy) = (body, body is null ? null : why ?? DraftWhy);
        UpdatedAt = at;
        Version++;
    }
}
