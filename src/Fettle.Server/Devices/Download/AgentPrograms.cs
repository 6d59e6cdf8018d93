using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Fettle.Server.Devices.Download;

/// <summary>
/// The published agents, as <c>./fettle publish</c> lays them: in <c>agents/</c> beside the server's program, or in the folder of its system two folders up
/// (<c>artifacts/linux-x64/server</c> finds <c>artifacts/win-x64</c>). Nowhere else is looked: what is given out here runs as root on every device.
/// </summary>
internal sealed class AgentPrograms(string serverFolder)
{
    /// <summary>The systems that an agent is built for, and the file's name there.</summary>
    public static readonly IReadOnlyDictionary<string, string> Systems = new Dictionary<string, string>
    {
        ["linux-x64"] = "fettle-agent",
        ["win-x64"] = "fettle-agent.exe",
    };

    private readonly ConcurrentDictionary<string, Program> _known = new();

    /// <param name="Sha256">Lower-case hexadecimal.</param>
    public sealed record Program(string File, string Sha256, long Length, DateTimeOffset Modified);

    /// <returns>Null where it has not been published with this server.</returns>
    public async Task<Program?> FindAsync(string system, CancellationToken cancel)
    {
        var name = Systems[system];
        string[] places = [Path.Combine(serverFolder, "agents", system, name), Path.Combine(serverFolder, "..", "..", system, name)];
        if (Array.Find(places, File.Exists) is not { } found)
            return null;

        var file = new FileInfo(Path.GetFullPath(found));
        var modified = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero);
        if (_known.TryGetValue(file.FullName, out var known) && known.Length == file.Length && known.Modified == modified)
            return known;
        await using var stream = file.OpenRead();
        return _known[file.FullName] = new(file.FullName, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)), file.Length, modified);
    }
}
