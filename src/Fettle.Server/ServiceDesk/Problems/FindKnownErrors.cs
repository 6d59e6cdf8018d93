using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>The known errors that a ticket may be about, with their workarounds: those it is linked to, of the same cause, or with the same words.</summary>
internal sealed class FindKnownErrors(FettleDb db, OneTicket one, KnownErrors known) : IUseCase
{
    private static readonly EntryKind[] NameCauses = [EntryKind.RemedyPreviewed, EntryKind.RemedyStarted, EntryKind.RemedyFinished, EntryKind.FaultReturned, EntryKind.CheckUpFinished];

    internal enum Because
    {
        Linked,
        Cause,
        Words,
    }

    public sealed record Item(long Number, string Subject, Because Because, string? WorkaroundHtml, string? PlainWords);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/known-errors",
        (long number, FindKnownErrors useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller sees tickets.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        if (!ticket.Kind.IsAskedFor || await known.OfAsync(ticket.OrganisationId, cancel) is not { Count: > 0 } errors)
            return [];
        var linked = await db.TicketLinks.Where(l => l.FromId == ticket.Id && l.Kind == LinkKind.Problem).Select(l => l.ToId).ToListAsync(cancel);
        var found = await db.TicketEntries.AsNoTracking().Where(e => e.TicketId == ticket.Id && NameCauses.Contains(e.Kind)).Select(e => e.Data).ToListAsync(cancel);
        var causes = found.Select(d => d?.Cause).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var titles = found.SelectMany(d => d?.Causes ?? []).ToList();
        var said = await db.TicketEntries.Where(e => e.TicketId == ticket.Id && e.Kind == EntryKind.Opened).Select(e => e.Text).FirstOrDefaultAsync(cancel);
        return
        [
            .. from error in errors
               let because = Why(error)
               where because is not null
               orderby because
               select new Item(error.Number, error.Subject, because.Value, error.Workaround is null ? null : SafeMarkdown.ToHtml(error.Workaround), error.PlainWords),
        ];

        Because? Why(KnownErrors.Known error) =>
            linked.Contains(error.Id) ? Because.Linked
            : (error.Cause is not null && causes.Contains(error.Cause)) || titles.Exists(t => error.Subject.Contains(t, StringComparison.OrdinalIgnoreCase)) ? Because.Cause
            : KnownErrors.IsAbout($"{ticket.Subject} {said}", error.Subject) ? Because.Words
            : null;
    }
}
