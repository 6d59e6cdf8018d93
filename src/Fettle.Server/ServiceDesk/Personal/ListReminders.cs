using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>The caller's reminders, those that are due first.</summary>
internal sealed class ListReminders(FettleDb db, CurrentPerson me) : IUseCase
{
    private const int Most = 200;

    /// <param name="Due">It was told; it stays until it is taken away.</param>
    public sealed record Item(long Id, long Number, string Subject, DateTimeOffset At, string? Text, bool Due);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reminders", (ListReminders useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var reminders = await (
            from r in db.Reminders
            where r.PersonId == me.Id
            join t in db.Tickets on r.TicketId equals t.Id
            orderby r.DueAt, r.Id
            select new { t.OrganisationId, Item = new Item(r.Id, t.Number, t.Subject, r.DueAt, r.Text, r.ToldAt != null) }).Take(Most).ToListAsync(cancel);
        // Who no longer works there no longer reads the subject.
        return [.. reminders.Where(r => me.May(Permission.ViewTickets, r.OrganisationId)).Select(r => r.Item)];
    }
}
