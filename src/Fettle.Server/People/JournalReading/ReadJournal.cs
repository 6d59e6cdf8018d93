using System.Text.Json;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.JournalReading;

/// <summary>What was changed, by whom, from where, before and after; the latest first.</summary>
internal sealed class ReadJournal(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <param name="Before">The changed fields before; null where the subject is new.</param>
    /// <param name="After">The changed fields after; null where the subject is gone.</param>
    public sealed record EntryView(
        long Id, DateTimeOffset At, ActorKind ActorKind, long? ActorId, string ActorName, string? From, long? OrganisationId, string Action, string Subject,
        long? SubjectId, JsonElement? Before, JsonElement? After, string Hash);

    /// <param name="Subject">What was changed: <c>Ticket</c>.</param>
    /// <param name="Actor">The person's or device's id.</param>
    /// <param name="Action">The use case: <c>assignTicket</c>.</param>
    /// <param name="To">Up to, and not with, this instant.</param>
    internal sealed record Filter(
        string? Subject, long? SubjectId, long? Actor, string? Action, long? OrganisationId, DateTimeOffset? From, DateTimeOffset? To, string? Cursor, int? Limit);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/journal", ([AsParameters] Filter filter, ReadJournal useCase, CancellationToken cancel) => useCase.RunAsync(filter, cancel));

    /// <remarks>Whoever may read it in some organisations sees those organisations' entries, and none that are nobody's.</remarks>
    /// <exception cref="Forbidden">The caller may read no journal.</exception>
    public async Task<Page<EntryView>> RunAsync(Filter filter, CancellationToken cancel)
    {
        me.Require(Permission.ReadJournal);
        var (take, after) = (Cursor.Limit(filter.Limit), Cursor.Read(filter.Cursor));
        IQueryable<JournalEntry> entries = db.Set<JournalEntry>().AsNoTracking();
        if (me.OrganisationsWith(Permission.ReadJournal) is { } known)
            entries = entries.Where(e => e.OrganisationId != null && known.Contains(e.OrganisationId.Value));
        if (filter.Subject is { } subject)
            entries = entries.Where(e => e.Subject == subject);
        if (filter.SubjectId is { } subjectId)
            entries = entries.Where(e => e.SubjectId == subjectId);
        if (filter.Actor is { } actor)
            entries = entries.Where(e => e.ActorId == actor);
        if (filter.Action is { } action)
            entries = entries.Where(e => e.Action == action);
        if (filter.OrganisationId is { } organisation)
            entries = entries.Where(e => e.OrganisationId == organisation);
        if (filter.From is { } from)
            entries = entries.Where(e => e.At >= from);
        if (filter.To is { } to)
            entries = entries.Where(e => e.At < to);
        if (after is not null)
            entries = entries.Where(e => e.Id < after.Id);
        return Cursor.Page(await entries.OrderByDescending(e => e.Id).Take(take + 1).ToListAsync(cancel), take, e => new("", e.Id), View);
    }

    private static EntryView View(JournalEntry e) => new(
        e.Id, e.At, e.ActorKind, e.ActorId, e.ActorName, e.From, e.OrganisationId, e.Action, e.Subject, e.SubjectId, Json(e.Before), Json(e.After), e.Hash);

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
