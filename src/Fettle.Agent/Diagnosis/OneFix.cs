using Fettle.Agent.Platform.Linux;

namespace Fettle.Agent.Diagnosis;

/// <summary>Two fixes at once would undo each other's work: whoever holds this is the only one.</summary>
internal sealed class OneFix : IDisposable
{
    private const string Folder = "/run/fettle";
    private readonly FileStream? _held;

    private OneFix(FileStream? held) => _held = held;

    /// <returns>Null while another fix runs on this machine. Where /run cannot be written, nothing is held and the fix goes on.</returns>
    public static OneFix? TryTake()
    {
        if (!OperatingSystem.IsLinux() || Libc.EffectiveUser() is not 0)
            return new OneFix(null);
        try
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        // A full or read-only disk is what the fix may be about.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OneFix(null);
        }
        try
        {
            return new OneFix(new FileStream(Folder + "/fix.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when ((e.HResult & 0xffff) is 11)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OneFix(null);
        }
    }

    public void Dispose() => _held?.Dispose();
}
