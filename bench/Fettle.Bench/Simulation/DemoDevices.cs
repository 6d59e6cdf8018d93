using System.Text.Json.Serialization;

namespace Fettle.Bench.Simulation;

/// <summary>The devices of the living example, as <c>fettle-server demo</c> leaves them.</summary>
internal sealed record DemoDevices(IReadOnlyList<DemoDevice> Devices);

/// <param name="PrivateKey">PKCS#8, base64.</param>
/// <param name="CommandKey">SubjectPublicKeyInfo, base64.</param>
/// <param name="Users">Account names of those who work at it.</param>
internal sealed record DemoDevice(long DeviceId, string PrivateKey, string CommandKey, string HostName, string? Os, string? Platform, IReadOnlyList<string>? Users);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoDevices))]
internal sealed partial class SimulationJson : JsonSerializerContext;
