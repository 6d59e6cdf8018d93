using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>The one unsolved problem that an organisation has with a cause; opened when there is none.</summary>
internal sealed class ProblemOfCause(FettleDb db, NewTicket tickets)
{
    /// <summary>Two at the same time: the index allows one, and the listener that comes second is run again and finds it.</summary>
    public async Task<Ticket> FindOrOpenAsync(long organisation, string cause, string title, string evidence, DateTimeOffset at, CancellationToken cancel)
    {
        if (await db.Tickets.SingleOrDefaultAsync(t => t.OrganisationId == organisation && t.OpenCause == cause, cancel) is { } open)
            return open;

        var subject = $"Keeps coming back: {title}";
        var body =
            $"""
            The fault **{SafeMarkdown.Escape(title)}** ({SafeMarkdown.Code(cause)}) was put right, verified, and has come back. The tickets it was found on are linked.

            Found again: {SafeMarkdown.Escape(evidence)}

            What brings it back is not known yet. This problem is solved when that is removed, not when the fault is put right once more.
            """;
        return await tickets.OpenAsync(
            new(organisation, TicketKind.Problem, subject.Length <= Ticket.LongestSubject ? subject : subject[..Ticket.LongestSubject], body) { Cause = cause },
            Author.Fettle, at, cancel);
    }
}
