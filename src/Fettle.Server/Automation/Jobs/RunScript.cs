using Fettle.Protocol;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Runs commands that a technician wrote, on one device or several: a job for each. Waits for approval where the writer may not approve.</summary>
internal sealed class RunScript(FettleDb db, IJobs jobs, IDevices devices, CurrentPerson me, TimeProvider clock) : IUseCase
{
    private const int MostDevices = 500;
    private const int LongestScript = 32 * 1024;

    /// <param name="DeviceId">One device; or else <paramref name="DeviceIds"/>.</param>
    /// <param name="Kind">"script", which is all that can be asked for here.</param>
    /// <param name="Commands">Each run by <c>/bin/sh -c</c> (Windows: <c>cmd /c</c>); the first that fails ends it.</param>
    /// <param name="TimeLimitSeconds">10 to 86,400; 300 unless given.</param>
    /// <param name="ExpiresAt">Not begun after it; at most 30 days ahead, a day unless given.</param>
    public sealed record Request(
        long? DeviceId, IReadOnlyList<long>? DeviceIds, JobKind? Kind, IReadOnlyList<string> Commands, string? Title, int? TimeLimitSeconds, DateTimeOffset? ExpiresAt);

    public sealed record Started(IReadOnlyList<long> JobIds, bool WaitsForApproval);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/jobs", async (Request request, RunScript useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, cancel)));

    /// <exception cref="NotFound">One of the devices is retired or not in an organisation that the caller may see; nothing is started then.</exception>
    /// <exception cref="Invalid">No device, no command, or a figure out of its range.</exception>
    public async Task<Started> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.RunScripts);
        var ids = (request.DeviceIds ?? []).Concat(request.DeviceId is { } one ? [one] : []).Distinct().ToList();
        var now = clock.GetUtcNow();
        var expires = request.ExpiresAt ?? now + TimeSpan.FromDays(1);
        Check(request, ids, now, expires);

        var known = await devices.InServiceAsync(ids, cancel);
        foreach (var id in ids)
            me.Require(Permission.RunScripts, (known.GetValueOrDefault(id) ?? throw new NotFound($"Device {id}")).OrganisationId);

        var waits = ids.Exists(id => !me.May(Permission.ApproveJobs, known[id].OrganisationId));
        var title = string.IsNullOrWhiteSpace(request.Title) ? $"Script: {request.Commands[0]}" : request.Title;
        var started = new List<long>();
        await db.InTransactionAsync(
            async () =>
            {
                foreach (var id in ids)
                {
                    started.Add(await jobs.StartAsync(
                        new(id, known[id].OrganisationId, JobKind.Script, HostileText.Line(title, 120), TimeSpan.FromSeconds(request.TimeLimitSeconds ?? 300), expires, waits, me.Id)
                        {
                            Commands = request.Commands,
                        },
                        cancel));
                }
            },
            cancel);
        return new(started, waits);
    }

    private static void Check(Request request, List<long> ids, DateTimeOffset now, DateTimeOffset expires)
    {
        if (request.Kind is not (null or JobKind.Script))
            throw new Invalid(nameof(request.Kind), "can only be script: check-ups and remedies have their own addresses");
        if (ids.Count is 0 or > MostDevices)
            throw new Invalid(nameof(request.DeviceIds), $"is not 1 to {MostDevices} devices");
        if (request.Commands is not { Count: > 0 } || request.Commands.Any(string.IsNullOrWhiteSpace))
            throw new Invalid(nameof(request.Commands), "is empty");
        if (request.Commands.Sum(c => c.Length) > LongestScript || request.Commands.Any(c => c.Contains('\0')))
            throw new Invalid(nameof(request.Commands), $"is longer than {LongestScript} characters or has one that no shell takes");
        if (request.TimeLimitSeconds is < 10 or > 86_400)
            throw new Invalid(nameof(request.TimeLimitSeconds), "is not between 10 and 86400");
        if (expires <= now || expires > now + TimeSpan.FromDays(30))
            throw new Invalid(nameof(request.ExpiresAt), "is not between now and 30 days from now");
    }
}
