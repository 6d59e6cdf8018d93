namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>The ticket of a change: its status follows the change's state, so that it stands in lists as what it is.</summary>
internal sealed partial class Ticket
{
    /// <param name="from">The state until now, in the API's words.</param>
    /// <param name="to">The state from now on.</param>
    /// <param name="status">What that means for the ticket.</param>
    public void FollowChange(string from, string to, TicketStatus status, string? because, Author by, DateTimeOffset at)
    {
        Note(EntryKind.ChangeMoved, by, at, data: new() { From = from, To = to, Because = because });
        if (Status != status)
            Become(status, by, at);
    }
}
