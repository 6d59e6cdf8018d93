using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Fettle.Agent.Platform;

/// <summary>A folder for its owner alone, on either operating system.</summary>
internal static partial class PrivateFolder
{
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            CreateOnWindows(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes a rename in the folder survive a power cut. NTFS journals renames by itself.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, 0);
        if (descriptor < 0)
            throw new IOException($"{path} cannot be opened (errno {Marshal.GetLastPInvokeError()})");
        _ = FileSync(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>ProgramData lets every user read what is made there, so the folder gets a list of its own.</summary>
    [SupportedOSPlatform("windows")]
    private static void CreateOnWindows(string path)
    {
        if (Directory.Exists(path))
            return;
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var who in new[] { WellKnownSidType.LocalSystemSid, WellKnownSidType.BuiltinAdministratorsSid })
            security.AddAccessRule(new FileSystemAccessRule(new SecurityIdentifier(who, null), FileSystemRights.FullControl,
                InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        if (WindowsIdentity.GetCurrent().User is { } me)
            security.AddAccessRule(new FileSystemAccessRule(me, FileSystemRights.FullControl,
                InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        security.CreateDirectory(path);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FileSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
