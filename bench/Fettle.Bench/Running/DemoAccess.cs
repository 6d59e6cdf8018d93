using System.Text.Json;

namespace Fettle.Bench.Running;

/// <summary>How to get into a database that <c>fettle-server demo</c> filled: it writes this beside the data.</summary>
/// <param name="Token">An API token of the technician, with all they may do.</param>
internal sealed record DemoAccess(string Email, string Password, string Token)
{
    public static DemoAccess Read(string data) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(data, "demo", "access.json")), BenchJson.Default.DemoAccess)!;
}
