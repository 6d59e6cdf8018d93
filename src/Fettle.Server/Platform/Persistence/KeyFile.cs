namespace Fettle.Server.Platform.Persistence;

/// <summary>
/// A key of the installation in <c>keys/</c> of the data folder, readable by the server's account only and never in the database. Made when it is first
/// needed; replicas share the folder, and of two that start together one's key wins.
/// </summary>
internal static class KeyFile
{
    /// <param name="name">The file's name: <c>command.key</c>.</param>
    /// <param name="make">Makes a new key, as the file's text.</param>
    public static string Read(DataFolder data, string name, Func<string> make)
    {
        var file = Path.Combine(data.Folder("keys"), name);
        if (!File.Exists(file))
            Make(file, make());
        return File.ReadAllText(file);
    }

    /// <summary>Written whole and on disk before it has its name: half a key would stay for ever.</summary>
    private static void Make(string file, string key)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(key);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
