using System.Text.Json;
using Fettle.Agent.Diagnosis;
using Fettle.Agent.Platform;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

/// <summary>A device whose state a test sets. Its shell is the real one of the machine.</summary>
internal sealed class FakeDevice : IDevice, IDiagnosis
{
    private readonly IDevice _real = ThisDevice.Make();

    public IReadOnlyList<UserAtWork> Users { get; set; } = [new("anna", null, "tty2", null, null)];

    public Dictionary<string, IReadOnlyList<InventoryItem>> Inventory { get; } = new()
    {
        [InventorySections.Software] = [Item("bash:amd64", "5.2"), Item("cups:amd64", "2.4")],
        [InventorySections.Disks] = [Item("sda", "1")],
    };

    public DeviceIdentity Identity { get; } = new("pc-1", "machine-1", "Debian GNU/Linux 12 (bookworm)", "linux");

    public static InventoryItem Item(string key, string version) => new(key, new Dictionary<string, string> { ["version"] = version });

    public IReadOnlyList<UserAtWork> UsersAtWork() => Users;

    public DeviceFigures Figures() => new(DateTimeOffset.UnixEpoch, 0.5, 0.25, 0.75);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>>> TakeInventoryAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>>>(new Dictionary<string, IReadOnlyList<InventoryItem>>(Inventory));

    public Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel) => _real.RunAsync(command, printed, cancel);

    public string Script(IReadOnlyList<string> commands) => _real.Script(commands);

    public Task<JsonElement> CheckUpAsync(string? symptom, CancellationToken cancel) => Task.FromResult(Json($$"""{"symptom":"{{symptom}}","findings":[]}"""));

    public async Task<RemedyOutcome> ApplyAsync(RemedyOrder order, Action<string> printed, CancellationToken cancel)
    {
        var exitCode = await RunAsync(order.Commands[0], printed, cancel);
        return new RemedyOutcome(Json("""{"verified":true}"""), Verified: true, exitCode);
    }

    public Task<JsonElement> VerifyAsync(VerifyOrder order, CancellationToken cancel) => CheckUpAsync(order.Symptom, cancel);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
