using Fettle.Server.Platform.Settings;

namespace Fettle.Server.Platform.Persistence;

/// <summary>Where the server keeps what is not in PostgreSQL: the SQLite database, blobs, keys, the journal's anchors.</summary>
internal sealed record DataFolder(string Root)
{
    public static DataFolder From(IConfiguration configuration) => new(Path.GetFullPath(configuration["Data"] ?? "data"));

    public string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Makes the folder where it is missing, for this user only.</summary>
    /// <exception cref="SettingsError">It cannot be made.</exception>
    public void Create()
    {
        try
        {
            Folder();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsError("Data", $"names a folder that cannot be made: {e.Message}");
        }
    }

    /// <summary>A folder inside, made where it is missing, for this user only.</summary>
    public string Folder(params ReadOnlySpan<string> parts)
    {
        var path = PathTo(parts);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
