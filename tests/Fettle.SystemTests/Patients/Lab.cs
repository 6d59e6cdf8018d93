namespace Fettle.SystemTests.Patients;

/// <summary>The lab of this repository: its script, its faults, and the agent that is put into its patients.</summary>
internal static class Lab
{
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    public static string Repository { get; } = FindRepository();

    public static string Script => Path.Combine(Repository, "lab", "patient");

    /// <summary>FETTLE_LAB=full runs every fault with every complaint; otherwise those marked <c>default=yes</c> with their first.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("FETTLE_LAB") == "full";

    /// <summary>The published, trimmed single file: FETTLE_AGENT, or published once for this run.</summary>
    public static Task<string> AgentAsync() =>
        Environment.GetEnvironmentVariable("FETTLE_AGENT") is { Length: > 0 } given ? Task.FromResult(given) : Published.Value;

    public static void SkipWhereItCannotRun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Patients are Linux systems in namespaces.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Patients need root: namespaces, mounts and veth pairs.");
    }

    /// <summary>The faults of the areas, such as <c>fs</c> or <c>net</c>: the folders of lab/faults up to their first dot.</summary>
    public static TheoryData<string> Faults(params string[] areas)
    {
        var folder = Path.Combine(Repository, "lab", "faults");
        var faults = Directory.EnumerateFiles(folder, "*.sh", SearchOption.AllDirectories)
            .Where(file => areas.Contains(Path.GetFileName(Path.GetDirectoryName(file)!).Split('.')[0], StringComparer.Ordinal))
            .Where(IsWanted);
        return [.. faults.Select(file => Path.ChangeExtension(Path.GetRelativePath(folder, file), null)).Order(StringComparer.Ordinal)];
    }

    public static TheoryData<string> Healthy() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository, "lab", "healthy"), "*.sh").Where(IsWanted)
            .Select(file => $"healthy/{Path.GetFileNameWithoutExtension(file)}").Order(StringComparer.Ordinal)];

    private static bool IsWanted(string file) => IsFull || File.ReadLines(file).Any(line => line.Split(' ').Contains("default=yes"));

    private static async Task<string> PublishAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fettle-lab-agent-{Environment.ProcessId}");
        var published = await Shell.RunAsync("dotnet",
            ["publish", Path.Combine(Repository, "src", "Fettle.Agent"), "-c", "Release", "-r", "linux-x64", "-p:PublishSingleFile=true", "-o", folder, "-v", "q"],
            CancellationToken.None);
        Assert.True(published.ExitCode == 0, $"the agent could not be published: {published}");
        return Path.Combine(folder, "fettle-agent");
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "lab", "patient"))) return folder.FullName;
        }
        throw new InvalidOperationException("these tests run from a working copy, and no folder above them holds lab/patient");
    }
}
