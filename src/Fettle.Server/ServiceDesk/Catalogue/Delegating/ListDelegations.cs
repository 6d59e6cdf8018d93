using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Delegating;

/// <summary>Who answers for the caller while they are away, and for whom the caller does; what is over is left out.</summary>
internal sealed class ListDelegations(FettleDb db, CurrentPerson me, Names names, TimeProvider clock) : IUseCase
{
    public sealed record Item(long Id, PersonRef Person, PersonRef Delegate, bool Mine, DateTimeOffset From, DateTimeOffset Until);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/delegations", (ListDelegations useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var (id, now) = (me.Id, clock.GetUtcNow());
        var rows = await db.Delegations.AsNoTracking().Where(d => (d.PersonId == id || d.DelegateId == id) && d.Until > now).OrderBy(d => d.From).ThenBy(d => d.Id).ToListAsync(cancel);
        await names.LoadAsync(rows.SelectMany(d => new long?[] { d.PersonId, d.DelegateId }), [], cancel);
        return rows.ConvertAll(d => new Item(d.Id, names.Person(d.PersonId)!, names.Person(d.DelegateId)!, d.PersonId == id, d.From, d.Until));
    }
}
