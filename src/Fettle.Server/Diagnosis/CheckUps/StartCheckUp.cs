using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Looks into a device by hand: for what somebody said, or all of it.</summary>
internal sealed class StartCheckUp(BeginCheckUp begin, ShowCheckUp show, IDevices devices, CurrentPerson me) : IUseCase
{
    /// <param name="Symptom">What the person said; null or empty for the whole device.</param>
    /// <param name="TicketNumber">The ticket that the check-up is shown on.</param>
    public sealed record Request(long DeviceId, string? Symptom, long? TicketNumber);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/checkups", async (Request request, StartCheckUp useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, cancel)));

    /// <exception cref="NotFound">No such device in an organisation that the caller may see, or it is retired.</exception>
    public async Task<CheckUpView> RunAsync(Request request, CancellationToken cancel)
    {
        await devices.RequireAsync(request.DeviceId, me, Permission.RunRemedies, cancel);
        var checkUp = await begin.RunAsync(request.DeviceId, request.Symptom, request.TicketNumber, me.Id, cancel);
        return await show.RunAsync(checkUp.Id, cancel);
    }
}
