using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Approval;

/// <summary>The boards of the organisations where the caller sees tickets.</summary>
internal sealed class ListBoards(FettleDb db, CurrentPerson me, Names names) : IUseCase
{
    public sealed record Item(long OrganisationId, IReadOnlyList<PersonRef> Members, int Quorum);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/change-boards", (ListBoards useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var boards = (await db.ChangeBoards.AsNoTracking().OrderBy(b => b.OrganisationId).ToListAsync(cancel)).FindAll(b => me.May(Permission.ViewTickets, b.OrganisationId));
        await names.LoadAsync(boards.SelectMany(b => b.Members).Select(m => (long?)m), [], cancel);
        return [.. boards.Select(b => new Item(b.OrganisationId, [.. b.Members.Select(m => names.Person(m)!)], b.Quorum))];
    }
}
