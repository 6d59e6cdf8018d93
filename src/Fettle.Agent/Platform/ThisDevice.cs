using System.Runtime.InteropServices;
using Fettle.Agent.Platform.Linux;
using Fettle.Agent.Platform.Windows;

namespace Fettle.Agent.Platform;

/// <summary>The machine that the program runs on.</summary>
internal static class ThisDevice
{
    public static IDevice Make() => OperatingSystem.IsWindows() ? new WindowsDevice() : new LinuxDevice();

    /// <summary>
    /// Why signatures cannot be made here, or null. Without OpenSSL .NET ends the process at the first of them, which no exception handler sees;
    /// a bare Debian does not have it.
    /// </summary>
    public static string? WhyNoCryptography()
    {
        if (OperatingSystem.IsWindows())
            return null;
        foreach (var library in new[] { "libssl.so.3", "libssl.so.1.1" })
            if (NativeLibrary.TryLoad(library, out _))
                return null;
        return "OpenSSL's library is not installed, and a connection to a server needs it: apt-get install -y libssl3 ca-certificates";
    }
}
