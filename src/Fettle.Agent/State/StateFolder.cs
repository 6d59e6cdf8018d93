using Fettle.Agent.Platform;

namespace Fettle.Agent.State;

/// <summary>The folder of what must outlive the agent: who it is, what it has run, what it has not yet told. Nobody else may read it.</summary>
internal sealed class StateFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string DefaultPath => OperatingSystem.IsWindows()
        ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Fettle Agent")
        : "/var/lib/fettle-agent";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string this[params ReadOnlySpan<string> name] => System.IO.Path.Combine([Path, .. name]);

    /// <summary>Makes the folder and its sub-folders, readable by their owner only.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller may not write there.</exception>
    public void Create() => PrivateFolder.Create(Path);

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
