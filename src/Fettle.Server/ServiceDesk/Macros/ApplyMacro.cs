using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Does what a macro says to a ticket, in one transaction: all of it, or nothing.</summary>
internal sealed class ApplyMacro(
    FettleDb db, CurrentPerson me, OneTicket one, OnceOnly once, ListMacros macros, ApplyChange apply, Names names, TimeProvider clock) : IUseCase
{
    /// <param name="Version">What the caller saw; null to do it to whatever is there.</param>
    public sealed record Request(long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/macros/{macroId:long}",
        (long number, long macroId, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, ApplyMacro useCase, CancellationToken cancel) =>
            useCase.RunAsync(number, macroId, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or no such macro.</exception>
    /// <exception cref="Conflict">The ticket's rules do not allow one of the changes, or somebody changed it in the meantime.</exception>
    /// <exception cref="Invalid">A value of the macro means nothing for this ticket: a queue of another organisation.</exception>
    public async Task<TicketState> RunAsync(long number, long macroId, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var macro = await macros.FindAsync(macroId, cancel);
        await once.RunAsync(
            idempotencyKey,
            (number, macroId, request),
            async () =>
            {
                var organisation = 0L;
                await one.ChangeAsync(
                    number,
                    request.Version,
                    async ticket =>
                    {
                        organisation = ticket.OrganisationId;
                        await SayAsync(ticket, macro, cancel);
                        foreach (var change in macro.Changes)
                            await apply.Read(change, cancel)(ticket);
                    },
                    cancel);
                return (organisation, number);
            },
            cancel);
        return TicketState.Of(await db.Tickets.AsNoTracking().SingleAsync(t => t.Number == number, cancel));
    }

    private async Task SayAsync(Ticket ticket, Macro macro, CancellationToken cancel)
    {
        var (values, by, now) = (await MacroText.ValuesAsync(ticket, names, me, cancel), Author.Staff(me), clock.GetUtcNow());
        if (macro.Reply is { } reply && ticket.Status == TicketStatus.Closed)
            throw new Conflict($"Ticket {ticket.Number} is closed, and \"{macro.Name}\" would answer \"{reply[..Math.Min(40, reply.Length)]}…\". Open a new ticket and link it.");
        if (macro.Reply is { } answer)
            ticket.Answer(MacroText.Fill(answer, values), by, now);
        if (macro.Note is { } note)
            ticket.Note(EntryKind.Note, by, now, text: MacroText.Fill(note, values));
    }
}
