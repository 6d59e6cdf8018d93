using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.ChangeControl.Calendar;

/// <summary>Says when an organisation's changes wait. What is scheduled in that time already shows it, and cannot be started in it.</summary>
internal sealed class PlanFreeze(FettleDb db, CurrentPerson me) : IUseCase
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public sealed record Request(long OrganisationId, string Name, DateTimeOffset From, DateTimeOffset Until);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/change-freezes", (Request request, PlanFreeze useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    /// <exception cref="Invalid">It ends before it begins, or is longer than a year.</exception>
    public async Task<FreezeView> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ViewTickets, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        me.Require(Permission.ManageServiceDesk, request.OrganisationId);
        if (request.Until <= request.From || request.Until - request.From > Longest)
            throw new Invalid("until", "is not within a year after from");
        var freeze = new FreezePeriod { OrganisationId = request.OrganisationId, Name = Demand.Text(request.Name, "name", longest: 100), From = request.From, Until = request.Until };
        db.Add(freeze);
        db.Nudge("tickets", null, freeze.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return new(freeze.Id, freeze.OrganisationId, freeze.Name, freeze.From, freeze.Until);
    }
}
