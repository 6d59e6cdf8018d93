using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Problems;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

/// <summary>
/// A hold found the fault again. The ticket opens by itself, a closed one too, since this is evidence and no new report; and it is linked to the problem
/// of this cause, because a fault that comes back has a cause that was not removed.
/// </summary>
internal sealed class ReopenOnReturnedFault(LoopLine line, ProblemOfCause problems, LinkTickets links, OneTicket one, TimeProvider clock) : IListenTo<FaultReturned>
{
    public Task HearAsync(FaultReturned e, CancellationToken cancel)
    {
        var once = $"hold:{e.HoldId}";
        return line.WriteAsync(e.TicketNumber, once, ticket => HearAsync(ticket, e, once, cancel), cancel);
    }

    private async Task HearAsync(Ticket ticket, FaultReturned e, string once, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var data = new EntryData { HoldId = e.HoldId, DeviceId = e.DeviceId, Cause = e.Cause, Title = e.Title, After = e.After, Evidence = [e.Evidence] };
        ticket.Note(EntryKind.FaultReturned, Author.Device(e.DeviceId), now, @public: true, data: data, once: once);
        if (!ticket.Status.IsActive)
            ticket.Reopen($"A look at the device {e.After} after the fix found the fault again.", Author.Fettle, now);

        var problem = await problems.FindOrOpenAsync(ticket.OrganisationId, e.Cause, e.Title, e.Evidence, now, cancel);
        await links.AddAsync(ticket, problem, LinkKind.Problem, Author.Fettle, now, cancel);
        await one.SaveAsync(problem, cancel);
    }
}
