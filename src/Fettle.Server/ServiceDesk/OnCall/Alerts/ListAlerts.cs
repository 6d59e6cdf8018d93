using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.OnCall.Telling;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>Alerts, the latest first: what waits for an answer, or everything that was. Those for one person alone are theirs to see.</summary>
internal sealed class ListAlerts(FettleDb db, CurrentPerson me, Names names) : IUseCase
{
    /// <param name="Mine">The caller was told of it.</param>
    /// <param name="NextAt">When the next person is told; null: nobody else is.</param>
    public sealed record Item(
        long Id, string Subject, long? TicketNumber, string? Rotation, bool Urgent, DateTimeOffset RaisedAt, DateTimeOffset? NextAt, DateTimeOffset? AnsweredAt,
        PersonRef? AnsweredBy, bool Mine, IReadOnlyList<ToldItem> Told);

    /// <param name="Failure">Why it did not arrive, if it did not.</param>
    public sealed record ToldItem(PersonRef Person, Channel Channel, DateTimeOffset At, DateTimeOffset? SentAt, string? Failure);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/on-call/alerts",
        (bool? answered, string? cursor, int? limit, ListAlerts useCase, CancellationToken cancel) => useCase.RunAsync(answered ?? false, cursor, limit, cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<Page<Item>> RunAsync(bool answered, string? cursor, int? limit, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var (size, before, works) = (Cursor.Limit(limit), Cursor.Read(cursor)?.Id ?? long.MaxValue, me.OrganisationsWith(Permission.ViewTickets));
        var visible = db.Alerts.AsNoTracking().Where(a => works == null || works.Contains(a.OrganisationId)).Where(a => a.PersonId == null || a.PersonId == me.Id);
        var alerts = await visible.Where(a => a.AnsweredAt != null == answered && a.Id < before).OrderByDescending(a => a.Id).Take(size + 1).ToListAsync(cancel);

        var (ids, used) = (alerts.ConvertAll(a => a.Id), alerts.ConvertAll(a => a.RotationId));
        var tellings = (await db.AlertTellings.AsNoTracking().Where(t => ids.Contains(t.AlertId)).OrderBy(t => t.Id).ToListAsync(cancel)).ToLookup(t => t.AlertId);
        var rotations = await db.Rotations.Where(r => used.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        await names.LoadAsync(tellings.SelectMany(t => t).Select(t => (long?)t.PersonId).Concat(alerts.Select(a => a.AnsweredBy)), [], cancel);
        return Cursor.Page(alerts, size, a => new Cursor("", a.Id), a => new Item(
            a.Id, a.Subject, a.TicketNumber, a.RotationId is { } id ? rotations.GetValueOrDefault(id) : null, a.Urgent, a.RaisedAt, a.NextAt, a.AnsweredAt,
            names.Person(a.AnsweredBy), tellings[a.Id].Any(t => t.PersonId == me.Id),
            [.. tellings[a.Id].Select(t => new ToldItem(names.Person(t.PersonId)!, t.Channel, t.At, t.SentAt, t.Failure))]));
    }
}
