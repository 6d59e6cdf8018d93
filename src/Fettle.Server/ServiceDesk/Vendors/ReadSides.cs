using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>The conversations beside a ticket, each with what the book says of the vendor. What was written is in the timeline.</summary>
internal sealed class ReadSides(FettleDb db, OneTicket one, TimeProvider clock) : IUseCase
{
    /// <param name="Messages">How many were written, by both sides.</param>
    /// <param name="Answered">They wrote last.</param>
    public sealed record Side(
        long Id, string Name, string Address, string Subject, string? CaseNumber, DateTimeOffset StartedAt, int Messages, bool Answered, VendorView? Vendor);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/sides", (long number, ReadSides useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller sees tickets.</exception>
    public async Task<IReadOnlyList<Side>> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var sides = await db.SideConversations.AsNoTracking().Where(s => s.TicketId == ticket.Id).OrderBy(s => s.Id).ToListAsync(cancel);
        var vendors = sides.Select(s => s.VendorId).OfType<long>().ToList();
        var book = vendors.Count == 0 ? [] : await db.Vendors.AsNoTracking().Where(v => vendors.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancel);
        var written = (await db.TicketEntries.AsNoTracking().Where(e => e.TicketId == ticket.Id && e.Kind == EntryKind.SideMessage).OrderBy(e => e.Id).ToListAsync(cancel)).ToLookup(e => e.Data?.SideId);
        return sides.ConvertAll(s => new Side(
            s.Id, s.Name, s.Address, s.Subject, s.CaseNumber, s.StartedAt, written[s.Id].Count(), written[s.Id].LastOrDefault()?.AuthorKind == AuthorKind.Requester,
            s.VendorId is { } id && book.TryGetValue(id, out var vendor) ? VendorView.Of(vendor, clock.GetUtcNow()) : null));
    }
}
