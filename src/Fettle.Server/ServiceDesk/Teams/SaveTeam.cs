using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>Makes a team of an organisation.</summary>
internal sealed class SaveTeam(FettleDb db, CurrentPerson me, IPeople people) : IUseCase
{
    private const int MostMembers = 200;

    /// <param name="Days">Left out: Monday to Friday.</param>
    /// <param name="From">Left out: 08:00.</param>
    /// <param name="Until">Left out: 18:00.</param>
    public sealed record Request(
        long OrganisationId, string Name, IReadOnlyList<Member> Members, string? TimeZone = null, IReadOnlyList<DayOfWeek>? Days = null, TimeOnly? From = null, TimeOnly? Until = null);

    /// <param name="Skills">As tickets ask for them by their tags and categories.</param>
    public sealed record Member(long PersonId, IReadOnlyList<string>? Skills = null);

    /// <param name="Id">The team's.</param>
    public sealed record Saved(long Id);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teams", (Request request, SaveTeam useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not one where the caller manages the desk.</exception>
    /// <exception cref="Invalid">A member does not work tickets there, or the hours are none.</exception>
    /// <exception cref="Conflict">There is a team of this name.</exception>
    public async Task<Saved> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ManageServiceDesk, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        var team = new Team(request.OrganisationId);
        await SetAsync(team, request, cancel);
        if (await db.Teams.AnyAsync(t => t.OrganisationId == team.OrganisationId && t.Name == team.Name, cancel))
            throw new Conflict($"There is a team called {team.Name} already.");
        db.Add(team);
        await db.SaveChangesAsync(cancel);
        return new(team.Id);
    }

    /// <summary>What may be changed later, too.</summary>
    public async Task SetAsync(Team team, Request request, CancellationToken cancel)
    {
        var zone = request.TimeZone ?? "UTC";
        if (zone.Length > 80 || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new Invalid("timeZone", "is no time zone such as Europe/Berlin");
        var days = (request.Days ?? [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]).Select(d => Demand.Known(d, "days")).Distinct().Order().ToList();
        var (from, until) = (request.From ?? new(8, 0), request.Until ?? new(18, 0));
        if (days.Count == 0 || from >= until)
            throw new Invalid(days.Count == 0 ? "days" : "until", days.Count == 0 ? "are missing" : "is not after from");
        if (request.Members.Count > MostMembers)
            throw new Invalid("members", $"are more than {MostMembers}");

        var technicians = (await people.TechniciansAsync(team.OrganisationId, cancel)).Select(t => t.Id).ToHashSet();
        if (request.Members.FirstOrDefault(m => !technicians.Contains(m.PersonId)) is { } other)
            throw new Invalid("members", $"has person {other.PersonId}, who does not work tickets of this organisation");
        team.Become(Demand.Text(request.Name, "name", longest: 80), zone, days, from, until);
        team.Consist([.. request.Members.DistinctBy(m => m.PersonId).Select(m => (m.PersonId, TagTicket.Clean(m.Skills ?? [])))]);
    }
}
