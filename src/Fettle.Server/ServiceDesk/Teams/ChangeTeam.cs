using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>Changes who is in a team, what each can, and when they work.</summary>
internal sealed class ChangeTeam(FettleDb db, CurrentPerson me, SaveTeam save) : IUseCase
{
    public sealed record Request(
        string Name, IReadOnlyList<SaveTeam.Member> Members, string? TimeZone = null, IReadOnlyList<DayOfWeek>? Days = null, TimeOnly? From = null, TimeOnly? Until = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/teams/{teamId:long}", (long teamId, Request request, ChangeTeam useCase, CancellationToken cancel) => useCase.RunAsync(teamId, request, cancel));

    /// <exception cref="NotFound">No such team where the caller manages the desk.</exception>
    /// <exception cref="Invalid">A member does not work tickets there, or the hours are none.</exception>
    public async Task<SaveTeam.Saved> RunAsync(long teamId, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var team = await db.Teams.Include(t => t.Members).SingleOrDefaultAsync(t => t.Id == teamId, cancel);
        if (team is null || !me.May(Permission.ManageServiceDesk, team.OrganisationId))
            throw new NotFound($"Team {teamId}");
        await db.InTransactionAsync(
            async () =>
            {
                // Apart, since somebody who stays in the team is taken out and put in again.
                db.RemoveRange(team.Members);
                team.Members.Clear();
                await db.SaveChangesAsync(cancel);
                await save.SetAsync(team, new(team.OrganisationId, request.Name, request.Members, request.TimeZone, request.Days, request.From, request.Until), cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return new(teamId);
    }
}
