using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Changes;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>The caller's own macros, and those shared in their organisations.</summary>
internal sealed class ListMacros(FettleDb db, CurrentPerson me) : IUseCase
{
    public sealed record Item(long Id, string Name, bool Shared, bool Mine, IReadOnlyList<TicketChange> Changes, string? Reply, string? Note);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/macros", (ListMacros useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        return [.. (await Visible().AsNoTracking().OrderBy(m => m.Name).ToListAsync(cancel)).Where(Offered).Select(Of)];
    }

    public IQueryable<Macro> Visible() => db.Macros.Where(m => m.Shared || m.OwnerId == me.Id);

    /// <summary>Shared ones are for those who work there, not for everybody of the organisation.</summary>
    public bool Offered(Macro macro) => macro.OwnerId == me.Id || me.May(Permission.ViewTickets, macro.OrganisationId);

    /// <exception cref="NotFound">No such macro, or somebody's own.</exception>
    public async Task<Macro> FindAsync(long id, CancellationToken cancel) =>
        await Visible().SingleOrDefaultAsync(m => m.Id == id, cancel) is { } macro && Offered(macro) ? macro : throw new NotFound($"Macro {id}");

    public Item Of(Macro m) => new(m.Id, m.Name, m.Shared, m.OwnerId == me.Id, m.Changes, m.Reply, m.Note);
}
