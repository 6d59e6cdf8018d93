using System.Net.Http.Json;
using Fettle.Protocol;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Devices;

public sealed class AgentLimitsTests(AgentLimitsTests.Tight server) : IClassFixture<AgentLimitsTests.Tight>
{
    [Fact]
    public async Task What_the_server_rules_out_is_told_to_a_device_with_its_session()
    {
        using var device = await ScriptedDevice.EnrolAsync(server, await server.OrganisationAsync());

        using var answer = await device.ProveAsync(await device.ChallengeAsync(), device.Key);

        var session = await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.SessionResponse);
        Assert.Equal(new AgentLimits(Scripts: false, HighestRisk: "careful"), session!.Limits);
    }

    public sealed class Tight : OnSqlite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Agents:Scripts"] = "false", ["Agents:HighestRisk"] = "Careful" };
    }
}
