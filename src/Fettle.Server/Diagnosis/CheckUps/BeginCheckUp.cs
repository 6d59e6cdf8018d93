using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>What a check-up begins with, whoever asks for it: the device's state at this moment is kept, and a job is on its way.</summary>
internal sealed class BeginCheckUp(FettleDb db, IDevices devices, IJobs jobs, TimeProvider clock)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WaitsForDevice = TimeSpan.FromDays(3);
    private const int LongestSymptom = 2000;

    /// <exception cref="NotFound">No such device, or it is retired.</exception>
    public async Task<CheckUp> RunAsync(long deviceId, string? symptom, long? ticket, long? person, CancellationToken cancel)
    {
        var snapshot = await devices.SnapshotAsync(deviceId, cancel) ?? throw new NotFound($"Device {deviceId}");
        var organisation = snapshot.OrganisationId;
        var said = HostileText.LineOrNull(symptom?.ReplaceLineEndings(" "), LongestSymptom);
        var now = clock.GetUtcNow();
        CheckUp? checkUp = null;
        await db.InTransactionAsync(
            async () =>
            {
                var title = HostileText.Line(said is null ? "Check-up" : $"Check-up: {said}", 120);
                var job = await jobs.StartAsync(
                    new(deviceId, organisation, JobKind.CheckUp, title, TimeLimit, now + WaitsForDevice, NeedsApproval: false, person) { Symptom = said }, cancel);
                checkUp = CheckUp.Ask(organisation, deviceId, job, said, ticket, person, JsonSerializer.Serialize(snapshot, JsonSerializerOptions.Web), now);
                db.Add(checkUp);
                await db.SaveChangesAsync(cancel);

                db.Tell(new CheckUpStarted(organisation, checkUp.Id, deviceId, ticket));
                db.Nudge("checkup", checkUp.Id, organisation);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return checkUp!;
    }
}
