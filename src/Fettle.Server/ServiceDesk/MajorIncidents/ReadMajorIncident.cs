using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>The room of a major incident: who is in it, what is to be done, what was written down, who is affected and who may be.</summary>
internal sealed class ReadMajorIncident(FettleDb db, CurrentPerson me, OneTicket one, FindAlike alike, Names names) : IUseCase
{
    private const int MostLines = 300, MostTickets = 500;

    /// <param name="Note">What the portal shows while it lasts, Markdown.</param>
    /// <param name="Log">The lines that were written down, the latest first.</param>
    /// <param name="Affected">Tickets that were linked: what is said to all is said to them.</param>
    /// <param name="Alike">Open tickets that may belong to it, and why.</param>
    public sealed record Room(
        long Number, string Subject, long OrganisationId, DateTimeOffset StartedAt, PersonRef? StartedBy, DateTimeOffset? EndedAt, string? Note, string? NoteHtml, DateTimeOffset? NoteAt,
        string? SummaryHtml, long? Problem, IReadOnlyList<PersonRef> People, IReadOnlyList<TaskView> Tasks, IReadOnlyList<Line> Log, IReadOnlyList<TicketRef> Affected,
        IReadOnlyList<FindAlike.Found> Alike, bool MayWork);

    public sealed record TaskView(long Id, string Text, PersonRef? Person, DateTimeOffset? DoneAt);

    public sealed record Line(long Id, DateTimeOffset At, PersonRef? By, string Html);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/major-incidents/{number:long}",
        (long number, ReadMajorIncident useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such major incident in an organisation where the caller sees tickets.</exception>
    public async Task<Room> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var major = await db.MajorIncidents.AsNoTracking().SingleOrDefaultAsync(m => m.TicketId == ticket.Id, cancel) ?? throw OneMajorIncident.Missing(number);
        var people = await db.MajorIncidentPeople.Where(p => p.TicketId == ticket.Id).OrderBy(p => p.JoinedAt).Select(p => p.PersonId).ToListAsync(cancel);
        var tasks = await db.MajorIncidentTasks.AsNoTracking().Where(t => t.TicketId == ticket.Id).OrderBy(t => t.DoneAt != null).ThenBy(t => t.Id).Take(MostLines).ToListAsync(cancel);
        var lines = await db.TicketEntries.AsNoTracking().Where(e => e.TicketId == ticket.Id && e.Kind == EntryKind.MajorLogged && e.Text != null)
            .OrderByDescending(e => e.Id).Take(MostLines).ToListAsync(cancel);
        var affected = await Affected(db, ticket.Id).OrderBy(t => t.Number).Take(MostTickets).Select(t => new TicketRef(t.Number, t.Kind, t.Subject, t.Status)).ToListAsync(cancel);
        await names.LoadAsync([major.StartedById, .. people.Select(p => (long?)p), .. tasks.Select(t => t.PersonId), .. lines.Select(l => l.AuthorId)], [], cancel);
        var lasts = major.EndedAt is null;
        return new(
            number, ticket.Subject, ticket.OrganisationId, major.StartedAt, names.Person(major.StartedById), major.EndedAt, major.PublicNote, Html(major.PublicNote), major.NoteAt,
            Html(major.Summary), major.Problem, people.ConvertAll(p => names.Person(p)!), tasks.ConvertAll(t => new TaskView(t.Id, t.Text, names.Person(t.PersonId), t.DoneAt)),
            lines.ConvertAll(l => new Line(l.Id, l.At, names.Person(l.AuthorId), Html(l.Text)!)), affected, lasts ? await alike.OfAsync(ticket, cancel) : [],
            me.May(Permission.WorkTickets, ticket.OrganisationId));
    }

    /// <summary>The tickets that are caused by it; those that went on in others are there as those others.</summary>
    public static IQueryable<Ticket> Affected(FettleDb db, long major)
    {
        var links = db.TicketLinks;
        return db.Tickets.AsNoTracking().Where(t => t.MergedIntoId == null && links.Any(l => l.ToId == major && l.FromId == t.Id && l.Kind == LinkKind.CausedBy));
    }

    private static string? Html(string? markdown) => markdown is null ? null : SafeMarkdown.ToHtml(markdown);
}
