using System.Runtime.InteropServices;

namespace Fettle.Agent.Platform.Windows;

/// <summary>The calls of Windows that .NET has no face for.</summary>
internal static partial class Kernel
{
    [StructLayout(LayoutKind.Sequential)]
    public struct MemoryStatus
    {
        public uint Length, Load;
        public ulong Total, Available, PageTotal, PageAvailable, VirtualTotal, VirtualAvailable, ExtendedAvailable;
    }

    [LibraryImport("kernel32.dll", EntryPoint = "GlobalMemoryStatusEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MemoryOf(ref MemoryStatus status);

    [LibraryImport("kernel32.dll", EntryPoint = "GetSystemTimes", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TimesOf(out long idle, out long kernel, out long user);

    public static MemoryStatus? Memory()
    {
        var status = new MemoryStatus { Length = (uint)Marshal.SizeOf<MemoryStatus>() };
        return MemoryOf(ref status) ? status : null;
    }

    /// <returns>Idle time and all time of all processors, in units of 100 ns.</returns>
    public static (long Idle, long All)? Times() => TimesOf(out var idle, out var kernel, out var user) ? (idle, kernel + user) : null;
}
