using System.Text.Json.Nodes;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Patients;

/// <summary>The agent as a service of a patient, as an administrator would put it there.</summary>
internal static class InstalledAgent
{
    public const string Program = "/opt/fettle-agent";

    /// <summary>Enrols the patient over a link to this machine, and installs the service.</summary>
    /// <returns>The number of the device, which is online.</returns>
    public static async Task<long> EnrolAsync(Patient patient, PublishedServer server, string program = Program)
    {
        var here = await patient.ReachAsync();
        await patient.RunAsync(program, "enroll", "--server", $"http://{here}:{server.Port}", "--token", await server.EnrolmentTokenAsync(), "--insecure");
        await patient.RunAsync(program, "install");
        var device = (long)JsonNode.Parse(await patient.RunAsync("cat", "/var/lib/fettle-agent/enrolment.json"))!["deviceId"]!;
        await IsOnlineAsync(server, device);
        return device;
    }

    public static Task IsOnlineAsync(PublishedServer server, long device) => PresenceIsAsync(server, device, "online");

    public static Task PresenceIsAsync(PublishedServer server, long device, string presence) =>
        Eventually.HoldsAsync($"the device is {presence}", async () => (string?)(await server.GetAsync($"/devices/{device}"))["presence"] == presence);
}
