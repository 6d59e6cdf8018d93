using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>Links tickets that were linked there. Where the other one has not come yet, the end waits for it.</summary>
internal sealed class LinkImported(FettleDb db, KnownItems known)
{
    /// <returns>How many links are there now that were not.</returns>
    public async Task<int> RunAsync(ImportRun run, Ticket ticket, ImportedTicket there, IReadOnlyList<ImportedLink> links, CancellationToken cancel)
    {
        var made = 0;
        foreach (var link in links.Distinct().Where(l => l.OtherId != there.Id))
        {
            if (await known.FindAsync(run, ImportedKind.Ticket, link.OtherId, cancel) is { } other)
                made += await LinkAsync(ticket, await db.Tickets.SingleOrDefaultAsync(t => t.Id == other.LocalId, cancel), link.Kind, cancel);
            else if (!await db.ImportedLinkEnds.AnyAsync(l => l.TicketId == ticket.Id && l.OtherExternalId == link.OtherId && l.Kind == link.Kind, cancel))
                db.Add(new ImportedLinkEnd { OrganisationId = run.OrganisationId, Prefix = run.Prefix, TicketId = ticket.Id, Kind = link.Kind, OtherExternalId = link.OtherId });
        }
        var waiting = await db.ImportedLinkEnds.Where(l => l.OrganisationId == run.OrganisationId && l.Prefix == run.Prefix && l.OtherExternalId == there.Id).ToListAsync(cancel);
        foreach (var end in waiting)
        {
            made += await LinkAsync(await db.Tickets.SingleOrDefaultAsync(t => t.Id == end.TicketId, cancel), ticket, end.Kind, cancel);
            db.Remove(end);
        }
        return made;
    }

    private async Task<int> LinkAsync(Ticket? from, Ticket? to, ImportedLinkKind kind, CancellationToken cancel)
    {
        if (from is null || to is null || from.Id == to.Id || from.OrganisationId != to.OrganisationId)
            return 0;
        if (kind == ImportedLinkKind.PartOf && from.ParentId == to.Id)
            return 0;
        // A tree of two levels is what every other system has; what would make it deeper, or a ring, is said as a relation.
        if (kind == ImportedLinkKind.PartOf && from.ParentId is null && to.ParentId is null && !await db.Tickets.AnyAsync(t => t.ParentId == from.Id, cancel))
        {
            from.WasPartOf(to.Id);
            await db.SaveChangesAsync(cancel);
            return 1;
        }
        var meant = kind switch
        {
            ImportedLinkKind.Duplicates => LinkKind.Duplicates,
            ImportedLinkKind.Blocks => LinkKind.Blocks,
            _ => LinkKind.RelatesTo,
        };
        var (a, b) = (from.Id, to.Id);
        // That two relate to each other is one link, from whichever side it is told.
        if (await db.TicketLinks.AnyAsync(l => l.Kind == meant && ((l.FromId == a && l.ToId == b) || (meant == LinkKind.RelatesTo && l.FromId == b && l.ToId == a)), cancel))
            return 0;
        db.Add(new TicketLink { OrganisationId = from.OrganisationId, FromId = a, ToId = b, Kind = meant });
        await db.SaveChangesAsync(cancel);
        return 1;
    }
}
