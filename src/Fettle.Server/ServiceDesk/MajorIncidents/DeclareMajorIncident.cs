using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Makes an incident a major one: it becomes a P1, and a room opens with whoever declared it and its assignee in it. One that has ended opens again.</summary>
internal sealed class DeclareMajorIncident(FettleDb db, CurrentPerson me, OneTicket one, ReadMajorIncident read, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/major-incident",
        (long number, DeclareMajorIncident useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is no incident, is closed or merged, or a major one already.</exception>
    public async Task<ReadMajorIncident.Room> RunAsync(long number, CancellationToken cancel)
    {
        await one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                if (ticket.Kind != TicketKind.Incident || ticket.MergedIntoId is not null || ticket.Status == TicketStatus.Closed)
                    throw new Conflict($"Ticket {number} is no incident that can be worked on.");
                var (now, by) = (clock.GetUtcNow(), Author.Staff(me));
                if (await db.MajorIncidents.SingleOrDefaultAsync(m => m.TicketId == ticket.Id, cancel) is { } before)
                {
                    if (before.EndedAt is null)
                        throw new Conflict($"Ticket {number} is a major incident already.");
                    before.BeginAgain();
                }
                else
                {
                    db.Add(MajorIncident.Of(ticket, me.Id, now));
                }
                ticket.Note(EntryKind.MajorDeclared, by, now);
                ticket.Weigh(Level.High, Level.High, by, now);
                if (ticket.Status != TicketStatus.Open)
                    ticket.ChangeStatus(TicketStatus.Open, null, by, now);
                await db.SaveChangesAsync(cancel);
                await JoinAsync(ticket, now, cancel);
            },
            cancel);
        return await read.RunAsync(number, cancel);
    }

    private async Task JoinAsync(Ticket ticket, DateTimeOffset now, CancellationToken cancel)
    {
        var there = await db.MajorIncidentPeople.Where(p => p.TicketId == ticket.Id).Select(p => p.PersonId).ToListAsync(cancel);
        long[] wanted = ticket.AssigneeId is { } assignee ? [me.Id, assignee] : [me.Id];
        db.AddRange(wanted.Distinct().Except(there).Select(p => new MajorIncidentPerson { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = p, JoinedAt = now }));
    }
}
