using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Problems;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Open tickets of the last days that may be about the same: of the same device, with the same cause found, or in the same words.</summary>
internal sealed class FindAlike(FettleDb db, TimeProvider clock)
{
    private const int Looked = 400, Most = 50;

    private static readonly TimeSpan Before = TimeSpan.FromDays(3);

    private static readonly EntryKind[] NameCauses = [EntryKind.CheckUpFinished, EntryKind.RemedyStarted, EntryKind.RemedyFinished];

    internal enum Because
    {
        Device,
        Cause,
        Words,
    }

    internal sealed record Found(long Number, string Subject, TicketStatus Status, Because Because);

    public async Task<IReadOnlyList<Found>> OfAsync(Ticket major, CancellationToken cancel)
    {
        var (since, active, askedFor, links) = (clock.GetUtcNow() - Before, TicketStatuses.Active, TicketKinds.AskedFor, db.TicketLinks);
        var candidates = await db.Tickets.AsNoTracking()
            .Where(t => t.OrganisationId == major.OrganisationId && t.Id != major.Id && active.Contains(t.Status) && askedFor.Contains(t.Kind) && t.MergedIntoId == null && t.CreatedAt >= since)
            .Where(t => !links.Any(l => l.FromId == t.Id && l.ToId == major.Id && l.Kind == LinkKind.CausedBy))
            .OrderByDescending(t => t.CreatedAt).Take(Looked).Select(t => new { t.Id, t.Number, t.Subject, t.Status, t.DeviceId }).ToListAsync(cancel);
        if (candidates.Count == 0)
            return [];
        var ids = candidates.Select(c => c.Id).Append(major.Id).ToList();
        var entries = await db.TicketEntries.AsNoTracking().Where(e => ids.Contains(e.TicketId) && (e.Kind == EntryKind.Opened || NameCauses.Contains(e.Kind)))
            .Select(e => new { e.TicketId, e.Kind, e.Text, e.Data }).ToListAsync(cancel);
        var texts = entries.Where(e => e.Kind == EntryKind.Opened).ToLookup(e => e.TicketId, e => e.Text);
        var causes = entries.Where(e => e.Kind != EntryKind.Opened)
            .SelectMany(e => (e.Data?.Causes ?? []).Append(e.Data?.Title).OfType<string>().Select(c => (e.TicketId, Cause: c))).ToLookup(c => c.TicketId, c => c.Cause);
        var about = $"{major.Subject} {texts[major.Id].FirstOrDefault()}";
        return
        [
            .. (from c in candidates
                let because = Why(c.Id, c.Subject, c.DeviceId)
                where because is not null
                orderby because
                select new Found(c.Number, c.Subject, c.Status, because.Value)).Take(Most),
        ];

        Because? Why(long id, string subject, long? device) =>
            device is not null && device == major.DeviceId ? Because.Device
            : causes[id].Intersect(causes[major.Id], StringComparer.OrdinalIgnoreCase).Any() ? Because.Cause
            : KnownErrors.IsAbout($"{subject} {texts[id].FirstOrDefault()}", about) ? Because.Words
            : null;
    }
}
