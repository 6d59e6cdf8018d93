using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Approval;

/// <summary>Names who approves an organisation's changes, and how many of them it takes.</summary>
internal sealed class SetBoard(FettleDb db, CurrentPerson me, IPeople people, ListBoards boards) : IUseCase
{
    private const int MostMembers = 50;

    /// <param name="Members">Persons who work tickets there.</param>
    /// <param name="Quorum">From 1 to all of them.</param>
    public sealed record Request(long OrganisationId, IReadOnlyList<long> Members, int Quorum);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/change-boards", (Request request, SetBoard useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    /// <exception cref="Invalid">A member does not work tickets there, or the quorum is none.</exception>
    public async Task<ListBoards.Item> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ViewTickets, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        me.Require(Permission.ManageServiceDesk, request.OrganisationId);
        var members = request.Members.Distinct().ToList();
        if (members.Count is 0 or > MostMembers)
            throw new Invalid("members", $"are not between 1 and {MostMembers}");
        if (request.Quorum < 1 || request.Quorum > members.Count)
            throw new Invalid("quorum", $"is not between 1 and {members.Count}");
        var technicians = (await people.TechniciansAsync(request.OrganisationId, cancel)).Select(t => t.Id).ToHashSet();
        if (!members.TrueForAll(technicians.Contains))
            throw new Invalid("members", "has somebody who does not work tickets there");

        var board = await db.ChangeBoards.SingleOrDefaultAsync(b => b.OrganisationId == request.OrganisationId, cancel) ?? db.Add(new ChangeBoard(request.OrganisationId)).Entity;
        board.Become(members, request.Quorum);
        db.Nudge("tickets", null, request.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return (await boards.RunAsync(cancel)).Single(b => b.OrganisationId == request.OrganisationId);
    }
}
