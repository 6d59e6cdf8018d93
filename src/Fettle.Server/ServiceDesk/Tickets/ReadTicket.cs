using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.MajorIncidents;
using Fettle.Server.ServiceDesk.Personal;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Satisfaction;
using Fettle.Server.ServiceDesk.Together;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>A ticket's whole page but for its timeline: fields, people, links, attachments, and what the caller may do with it.</summary>
internal sealed class ReadTicket(FettleDb db, CurrentPerson me, OneTicket one, TicketTree tree, FieldsOfTicket fields, Names names, IPeople people) : IUseCase
{
    /// <param name="Major">It is, or was, a major incident; it has a room.</param>
    /// <param name="Draft">An answer that waits to be read over and sent.</param>
    /// <param name="Version">Sent back with a change, it makes sure that nothing is overwritten unseen.</param>
    public sealed record TicketPage(
        long Number, TicketKind Kind, string Subject, TicketStatus Status, Priority Priority, Level Impact, Level Urgency, QueueRef Queue, long OrganisationId,
        string? Organisation, PersonRef? Requester, PersonRef? Assignee, DeviceRef? Device, string? Cause, bool Verified, FieldsOfTicket.CategoryRef? Category, IReadOnlyList<FieldsOfTicket.View> Fields,
        IReadOnlyList<string> Tags, IReadOnlyList<PersonRef> Watchers, IReadOnlyList<Link> Links, Relatives Related, IReadOnlyList<AttachmentView> Attachments, Draft? Draft,
        RatingView? Rating, BegunReply? OwnDraft, bool Favourite, bool Major, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? SolvedAt, DateTimeOffset? ClosedAt, long Version, IReadOnlyList<Permission> May);

    public sealed record Draft(string Body, string? Why);

    /// <summary>What the caller has begun to write here.</summary>
    /// <param name="Public">It is to be a reply; else a note.</param>
    public sealed record BegunReply(string Body, bool Public, DateTimeOffset At);

    /// <param name="MergedInto">The ticket in which this one goes on.</param>
    /// <param name="Merged">Those that go on in this one.</param>
    public sealed record Relatives(TicketRef? Parent, IReadOnlyList<TicketRef> Children, TicketRef? MergedInto, IReadOnlyList<TicketRef> Merged);

    /// <param name="Score">From 1, bad, to 5, very good.</param>
    /// <param name="FollowUp">The ticket on which a low score is looked into.</param>
    public sealed record RatingView(int Score, string? Comment, DateTimeOffset At, long? FollowUp);

    /// <param name="Outgoing">True: this ticket relates to, duplicates … the other; false: the other way round.</param>
    public sealed record Link(long Id, LinkKind Kind, bool Outgoing, long Number, TicketKind TicketKind, string Subject, TicketStatus Status);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}",
        (long number, ReadTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public async Task<TicketPage> RunAsync(long number, CancellationToken cancel)
    {
        var t = await one.ReadAsync(number, cancel);
        var queue = await db.Queues.Where(q => q.Id == t.QueueId).Select(q => new QueueRef(q.Id, q.Name)).SingleAsync(cancel);
        var tags = await db.TicketTags.Where(x => x.TicketId == t.Id).OrderBy(x => x.Tag).Select(x => x.Tag).ToListAsync(cancel);
        var watchers = await db.Watchers.Where(w => w.TicketId == t.Id).OrderBy(w => w.PersonId).Select(w => w.PersonId).ToListAsync(cancel);
        var ids = (await tree.MergedAsync(t.Id, cancel)).ConvertAll(m => m.Id);
        var attachments = await db.Attachments.Where(a => ids.Contains(a.TicketId)).OrderBy(a => a.Id).Select(AttachmentView.Of).ToListAsync(cancel);
        var rating = await db.Ratings.Where(r => r.TicketId == t.Id).Select(r => new RatingView(r.Score, r.Comment, r.At, r.FollowUp)).SingleOrDefaultAsync(cancel);
        var begun = await db.OwnDrafts.Where(d => d.TicketId == t.Id && d.PersonId == me.Id).Select(d => new BegunReply(d.Body, d.Public, d.At)).SingleOrDefaultAsync(cancel);
        var favourite = await db.Favourites.AnyAsync(f => f.TicketId == t.Id && f.PersonId == me.Id, cancel);
        var major = t.Kind == TicketKind.Incident && await db.MajorIncidents.AnyAsync(m => m.TicketId == t.Id, cancel);
        await names.LoadAsync([t.RequesterId, t.AssigneeId, .. watchers], [t.DeviceId], cancel);
        var (category, filled) = await fields.ReadAsync(t, cancel);
        var organisations = await people.OrganisationNamesAsync([t.OrganisationId], cancel);

        return new(
            t.Number, t.Kind, t.Subject, t.Status, t.Priority, t.Impact, t.Urgency, queue, t.OrganisationId, organisations.GetValueOrDefault(t.OrganisationId),
            names.Person(t.RequesterId), names.Person(t.AssigneeId), names.Device(t.DeviceId), t.Cause, t.Status == TicketStatus.Verified, category, filled, tags,
            [.. watchers.Select(w => names.Person(w)!)], await LinksAsync(t.Id, cancel), await RelativesAsync(t, cancel), attachments, t.DraftBody is null ? null : new(t.DraftBody, t.DraftWhy), rating, begun, favourite, major,
            t.CreatedAt, t.UpdatedAt, t.AnsweredAt, t.SolvedAt, t.ClosedAt, t.Version, [.. Enum.GetValues<Permission>().Where(p => me.May(p, t.OrganisationId))]);
    }

    private async Task<Relatives> RelativesAsync(Ticket ticket, CancellationToken cancel)
    {
        const int Most = 200;
        var above = db.Tickets.Where(t => t.Id == ticket.ParentId || t.Id == ticket.MergedIntoId);
        var children = db.Tickets.Where(t => t.ParentId == ticket.Id).OrderBy(t => t.Id).Take(Most);
        var merged = db.Tickets.Where(t => t.MergedIntoId == ticket.Id).OrderBy(t => t.Id).Take(Most);
        var all = await above.Concat(children).Concat(merged).Distinct()
            .Select(t => new { t.Id, t.ParentId, t.MergedIntoId, Ref = new TicketRef(t.Number, t.Kind, t.Subject, t.Status) }).ToListAsync(cancel);
        return new(
            all.Find(t => t.Id == ticket.ParentId)?.Ref, [.. all.Where(t => t.ParentId == ticket.Id).Select(t => t.Ref).OrderBy(t => t.Number)],
            all.Find(t => t.Id == ticket.MergedIntoId)?.Ref, [.. all.Where(t => t.MergedIntoId == ticket.Id).Select(t => t.Ref).OrderBy(t => t.Number)]);
    }

    private async Task<List<Link>> LinksAsync(long id, CancellationToken cancel)
    {
        var outgoing = from l in db.TicketLinks
                       where l.FromId == id
                       join o in db.Tickets on l.ToId equals o.Id
                       select new { l.Id, l.Kind, Outgoing = true, o.Number, TicketKind = o.Kind, o.Subject, o.Status };
        var incoming = from l in db.TicketLinks
                       where l.ToId == id
                       join o in db.Tickets on l.FromId equals o.Id
                       select new { l.Id, l.Kind, Outgoing = false, o.Number, TicketKind = o.Kind, o.Subject, o.Status };
        var links = await outgoing.Concat(incoming).OrderBy(l => l.Id).Take(200).ToListAsync(cancel);
        return links.ConvertAll(l => new Link(l.Id, l.Kind, l.Outgoing, l.Number, l.TicketKind, l.Subject, l.Status));
    }
}
