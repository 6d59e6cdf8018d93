using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Fettle.Agent.Platform.Windows;

/// <summary>What the system's own account database says of an account (lmaccess.h).</summary>
[SupportedOSPlatform("windows")]
internal static partial class LocalAccount
{
    private const uint Administrator = 2;

    [StructLayout(LayoutKind.Sequential)]
    private struct UserInfo1
    {
        public nint Name, Password;
        public uint PasswordAge, Privilege;
    }

    /// <summary>Null where the system does not say.</summary>
    public static bool? IsAdministrator(string name)
    {
        if (NetUserGetInfo(0, name, 1, out var buffer) != 0)
            return null;
        var info = Marshal.PtrToStructure<UserInfo1>(buffer);
        _ = NetApiBufferFree(buffer);
        return info.Privilege == Administrator;
    }

    [LibraryImport("netapi32", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint NetUserGetInfo(nint server, string user, uint level, out nint buffer);

    [LibraryImport("netapi32")]
    private static partial uint NetApiBufferFree(nint buffer);
}
