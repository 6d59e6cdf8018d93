namespace Fettle.Server.Platform.Persistence;

/// <summary>Where the server keeps what is not in PostgreSQL: the SQLite database, blobs, keys, the journal's anchors.</summary>
internal sealed record DataFolder(string Root)
{
    public static DataFolder From(IConfiguration configuration) => new(Path.GetFullPath(configuration["Data"] ?? "data"));

    /// <summary>A path inside the folder, which is made where it is missing, readable by this user only.</summary>
    public string PathTo(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([Root, .. parts]);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            CreatePrivate(folder);
        return path;
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
