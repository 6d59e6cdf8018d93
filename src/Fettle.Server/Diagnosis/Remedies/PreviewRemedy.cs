using Fettle.Diagnosis;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Diagnosis.Remedies;

/// <summary>Shows what a remedy would do, exactly, before anybody agrees to it.</summary>
internal sealed class PreviewRemedy(FindRemedy find, IDevices devices, CurrentPerson me) : IUseCase
{
    /// <param name="CheckUpId">The check-up that proposes it.</param>
    public sealed record Request(long CheckUpId, string Cause, string RemedyId);

    /// <param name="Commands">The exact commands, in order; the first that fails ends the remedy. Empty: a person has to act.</param>
    /// <param name="Undo">Commands that take it back; empty where there is no way to, or nothing to take back.</param>
    /// <param name="NeedsApproval">Somebody with the permission to approve has to agree before it goes to the device.</param>
    /// <param name="MayApprove">The caller is such a person.</param>
    public sealed record View(
        string Title, IReadOnlyList<string> Commands, IReadOnlyList<string> Undo, Risk Risk, bool NeedsApproval, bool MayApprove, bool DeviceOnline, string DeviceName);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/remedies/preview", async (Request request, PreviewRemedy useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, cancel)));

    /// <exception cref="NotFound">No such check-up in an organisation that the caller may see, or it did not propose this.</exception>
    /// <exception cref="Conflict">The check-up is too old.</exception>
    public async Task<View> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.RunRemedies);
        var proposed = await find.RunAsync(request.CheckUpId, request.Cause, request.RemedyId, null, cancel);
        var device = (await devices.NamesAsync([proposed.CheckUp.DeviceId], cancel)).GetValueOrDefault(proposed.CheckUp.DeviceId);
        return new(
            proposed.Remedy.Title, proposed.Remedy.Commands, proposed.Remedy.Undo, proposed.Remedy.Risk, proposed.NeedsApproval,
            me.May(Permission.ApproveJobs, proposed.CheckUp.OrganisationId), device?.Presence == Presence.Online, device?.Name ?? "");
    }
}
