namespace Fettle.SystemTests.Patients;

/// <summary>What a fault's file says of itself.</summary>
/// <param name="Causes">The cause that must be named first; after it, names for the same thing that are as good.</param>
/// <param name="Second">Another cause that must be among the findings, where there are two faults at once.</param>
/// <param name="Heals"><c>yes</c>; <c>no</c> where only a hand or a person's consent helps; <c>maybe</c> where a fix may give up honestly.</param>
/// <param name="Complaints">What people say who have it.</param>
internal sealed record Fault(string Name, IReadOnlyList<string> Causes, string? Second, string Heals, IReadOnlyList<string> Complaints)
{
    public static async Task<Fault> ReadAsync(string name, CancellationToken cancel)
    {
        var described = await Shell.RunAsync(Lab.Script, ["describe", name], cancel);
        Assert.True(described.ExitCode == 0, described.ToString());
        var lines = described.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', 2))
            .ToLookup(pair => pair[0], pair => pair[1]);
        return new Fault(name, [.. lines["cause"], .. lines["also"]], lines["second"].FirstOrDefault(), lines["heals"].Single(), [.. lines["says"]]);
    }
}
