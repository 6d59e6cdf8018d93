using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.ChangeControl.Calendar;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>Begins with what was approved. A freeze that was decided on since holds it back, too.</summary>
internal sealed class StartChange(FindConflicts conflicts, OneChange one, TimeProvider clock) : IUseCase
{
    public sealed record Request(long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/changes/{number:long}/start",
        (long number, Request request, StartChange useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is not scheduled, or changes are frozen now.</exception>
    public Task<ChangeView> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        async (ticket, change) =>
        {
            var now = clock.GetUtcNow();
            if (change.Kind != ChangeType.Emergency && await conflicts.FreezeAsync(change.OrganisationId, now, now.AddMinutes(1), cancel) is { } freeze)
                throw new Conflict($"Changes wait until {freeze.Until:yyyy-MM-dd HH:mm} UTC ({freeze.Name}); only an emergency goes ahead.");
            one.Move(ticket, change, c => c.Start(now));
        },
        cancel);
}
