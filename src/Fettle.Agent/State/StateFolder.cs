using System.Security.Cryptography;
using System.Text;
using Fettle.Agent.Platform;

namespace Fettle.Agent.State;

/// <summary>The folder of what must outlive the agent: who it is, what it has run, what it has not yet told. Nobody else may read it.</summary>
internal sealed class StateFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>All files that the parts of the agent keep here, but for the folder of jobs.</summary>
    private static readonly string[] Names = ["device.key", "enrolment.json", "authorities.pem", "inventory.json", "condition.json", "lock"];

    public static string DefaultPath => OperatingSystem.IsWindows()
        ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Fettle Agent")
        : "/var/lib/fettle-agent";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>A folder in memory for what the disk does not take; null where the system has none.</summary>
    public string? Spare { get; } = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
        ? $"/run/fettle-agent-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(System.IO.Path.GetFullPath(path))).AsSpan(0, 4))}"
        : null;

    public string this[params ReadOnlySpan<string> name] => System.IO.Path.Combine([Path, .. name]);

    /// <summary>Makes the folder and its sub-folders, readable by their owner only.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller may not write there.</exception>
    public void Create() => PrivateFolder.Create(Path);

    /// <summary>Deletes all that the agent keeps here, and the folder with it where nothing else is in it: agent.yaml is the owner's.</summary>
    public void Erase()
    {
        foreach (var file in Array.FindAll(Files, File.Exists))
            File.Delete(file);
        if (Directory.Exists(this["jobs"]))
            Directory.Delete(this["jobs"], recursive: true);
        if (Directory.Exists(Spare))
            Directory.Delete(Spare, recursive: true);
        if (Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }

    private string[] Files => [.. from name in Names from file in (string[])[name, name + ".new"] select this[file]];

    /// <summary>Replaces a file in one step. When this returns, neither a crash nor a power cut brings the old content back.</summary>
    public static void WriteDurably(string file, ReadOnlySpan<byte> content)
    {
        Replace(file, content, flush: true);
        PrivateFolder.Flush(System.IO.Path.GetDirectoryName(file)!);
    }

    /// <summary>Replaces a file in one step, without waiting for the disk: for what may be lost, but never half written.</summary>
    public static void Write(string file, ReadOnlySpan<byte> content) => Replace(file, content, flush: false);

    private static void Replace(string file, ReadOnlySpan<byte> content, bool flush)
    {
        var temporary = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(content);
            if (flush)
                stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, file, overwrite: true);
    }
}
