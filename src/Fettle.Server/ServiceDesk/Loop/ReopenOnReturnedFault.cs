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
    public Task HearAsync(FaultReturned e, CancellationToken cancel) => RunAsync(e, clock.GetUtcNow(), cancel);

    public Task RunAsync(FaultReturned e, DateTimeOffset at, CancellationToken cancel)
    {
        var once = $"hold:{e.HoldId}";
        return line.WriteAsync(e.TicketNumber, once, ticket => WriteAsync(ticket, e, once, at, cancel), cancel);
    }

    private async Task WriteAsync(Ticket ticket, FaultReturned e, string once, DateTimeOffset at, CancellationToken cancel)
    {
        var data = new EntryData { HoldId = e.HoldId, DeviceId = e.DeviceId, Cause = e.Cause, Title = e.Title, After = e.After, Evidence = [e.Evidence] };
        ticket.Note(EntryKind.FaultReturned, Author.Device(e.DeviceId), at, @public: true, data: data, once: once);
        if (!ticket.Status.IsActive)
            ticket.Reopen($"A look at the device {e.After} after the fix found the fault again.", Author.Fettle, at);

        var problem = await problems.FindOrOpenAsync(ticket.OrganisationId, e.Cause, e.Title, e.Evidence, at, cancel);
        await links.AddAsync(ticket, problem, LinkKind.Problem, Author.Fettle, at, cancel);
        await one.SaveAsync(problem, cancel);
    }
}
