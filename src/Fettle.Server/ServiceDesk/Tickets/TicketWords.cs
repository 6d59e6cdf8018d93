namespace Fettle.Server.ServiceDesk.Tickets;

internal enum TicketKind
{
    /// <summary>Something that worked does not.</summary>
    Incident,

    /// <summary>Something is wanted.</summary>
    Request,

    /// <summary>The one cause behind several incidents.</summary>
    Problem,

    /// <summary>Something that the desk plans to do to what works; its plan and its states stand beside the ticket.</summary>
    Change,
}

internal static class TicketKinds
{
    /// <summary>What somebody asks of the desk; the rest is the desk's own work, which no requester sees and to which nothing is promised.</summary>
    public static readonly TicketKind[] AskedFor = [TicketKind.Incident, TicketKind.Request];

    extension(TicketKind kind)
    {
        public bool IsAskedFor => kind is TicketKind.Incident or TicketKind.Request;
    }
}

internal enum TicketStatus
{
    New,
    Open,
    WaitingForRequester,
    WaitingForOther,

    /// <summary>Somebody says that it is solved.</summary>
    Resolved,

    /// <summary>The device's own evidence says that it is solved.</summary>
    Verified,

    /// <summary>Done with; what comes after is a new ticket.</summary>
    Closed,
}

/// <summary>How far a fault reaches (impact), or how soon it must be gone (urgency).</summary>
internal enum Level
{
    High,
    Medium,
    Low,
}

/// <summary>The order of work, from impact and urgency; P1 first. The names sort as they are stored.</summary>
internal enum Priority
{
    P1,
    P2,
    P3,
    P4,
    P5,
}

internal static class Priorities
{
    /// <summary>The usual matrix: high and high is P1, low and low is P5, each step down on either side costs one.</summary>
    public static Priority From(Level impact, Level urgency) => (Priority)((int)impact + (int)urgency);
}

internal static class TicketStatuses
{
    /// <summary>Somebody still has something to do.</summary>
    public static readonly TicketStatus[] Active = [TicketStatus.New, TicketStatus.Open, TicketStatus.WaitingForRequester, TicketStatus.WaitingForOther];

    extension(TicketStatus status)
    {
        public bool IsActive => status < TicketStatus.Resolved;

        public bool IsSolved => status is TicketStatus.Resolved or TicketStatus.Verified;
    }
}
