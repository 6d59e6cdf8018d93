using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>
/// Makes of what a program says about a thing a new ticket, or a word on the ticket that the thing has. That it is over solves the ticket, if nobody of
/// the desk has done so already; that it is back opens a solved one again and begins a new one after a closed one.
/// </summary>
internal sealed class FileCall(FettleDb db, OneTicket one, NewTicket tickets, FindDevice devices, IPeople people, TimeProvider clock)
{
    public async Task<ReceiveCall.Result> RunAsync(IncomingHook hook, Said said, CancellationToken cancel)
    {
        // Two calls about one thing at the same time: the second waits here, then finds the ticket that the first opened.
        if (said.Key is not null && db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7072, hashtext({$"{hook.Id}:{said.Key}"}))", cancel);
        var key = said.Key is null ? null : await db.IncomingKeys.SingleOrDefaultAsync(k => k.HookId == hook.Id && k.Key == said.Key, cancel);
        if (key is not null && await TicketAsync(key, cancel) is { Status: not TicketStatus.Closed } ticket)
            return await GoOnAsync(ticket, hook, said, cancel);
        if (said.Over)
            return new(CallOutcome.Nothing, null);

        var now = clock.GetUtcNow();
        var requester = said.Requester is { Length: > 0 } address ? await people.ByEmailAsync(address, cancel) : null;
        var opened = await tickets.OpenAsync(
            new(hook.OrganisationId, TicketKind.Incident, said.Subject, said.Body)
            {
                RequesterId = requester?.OrganisationId == hook.OrganisationId ? requester.Id : null,
                DeviceId = said.Device is { Length: > 0 } device ? await devices.RunAsync(hook.OrganisationId, device, cancel) : null,
                QueueId = hook.QueueId is { } queue && await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == hook.OrganisationId, cancel) ? queue : null,
                Impact = said.Impact,
                Urgency = said.Urgency,
                Tags = said.Tags,
                Data = new() { Sender = hook.Name },
            },
            Author.Fettle, now, cancel);
        if (key is not null)
            (key.TicketId, key.At) = (opened.Id, now);
        else if (said.Key is not null)
            db.Add(new IncomingKey { OrganisationId = hook.OrganisationId, HookId = hook.Id, Key = said.Key, TicketId = opened.Id, At = now });
        await db.SaveChangesAsync(cancel);
        return new(CallOutcome.Opened, opened.Number);
    }

    private async Task<Ticket?> TicketAsync(IncomingKey key, CancellationToken cancel)
    {
        var number = await db.Tickets.Where(t => t.Id == key.TicketId).Select(t => t.Number).SingleAsync(cancel);
        return await one.LockSurvivorAsync(number, cancel);
    }

    private async Task<ReceiveCall.Result> GoOnAsync(Ticket ticket, IncomingHook hook, Said said, CancellationToken cancel)
    {
        var (now, solves) = (clock.GetUtcNow(), said.Over && ticket.Status.IsActive);
        // A program that repeats itself every minute does not fill the ticket.
        var last = await db.TicketEntries.Where(e => e.TicketId == ticket.Id && e.Text != null).OrderByDescending(e => e.Id).Select(e => e.Text).FirstOrDefaultAsync(cancel);
        if (last != said.Body)
            ticket.Note(EntryKind.Note, Author.Fettle, now, text: said.Body, data: new() { Sender = hook.Name });
        if (solves)
            ticket.Resolve(verified: false, $"{hook.Name} says that it is over.", Author.Fettle, now);
        else if (!said.Over && ticket.Status.IsSolved)
            ticket.Reopen($"{hook.Name} says that it is back.", Author.Fettle, now);
        await one.SaveAsync(ticket, cancel);
        return new(solves ? CallOutcome.Solved : CallOutcome.Added, ticket.Number);
    }
}
