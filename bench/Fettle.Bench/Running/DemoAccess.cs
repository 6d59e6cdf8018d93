using System.Text.Json;

namespace Fettle.Bench.Running;

/// <summary>How to get into a database that <c>fettle-server demo</c> filled: it writes this beside the data.</summary>
/// <param name="Token">An API token of the technician, with all they may do.</param>
internal sealed record DemoAccess(string Email, string Password, string Token)
{
    public static DemoAccess Read(string data) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(data, "demo", "access.json")), BenchJson.Default.DemoAccess)!;
}

/// <summary>API tokens of many people of the example, each with all that its owner may do.</summary>
internal sealed record DemoTokens(IReadOnlyList<string> Technicians, IReadOnlyList<string> Requesters)
{
    public static DemoTokens Read(string data) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(data, "demo", "tokens.json")), BenchJson.Default.DemoTokens)!;
}
