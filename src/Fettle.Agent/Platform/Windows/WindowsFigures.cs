using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Fettle.Agent.Platform.Windows;

[SupportedOSPlatform("windows")]
internal sealed partial class WindowsFigures
{
    /// <summary>Once: computed anew, it would waver by the clock's resolution.</summary>
    private readonly DateTimeOffset _bootedAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromMilliseconds(Environment.TickCount64);
    private (long Idle, long Busy)? _before;

    public DeviceFigures Read()
    {
        var memory = new MemoryStatus { Length = (uint)Marshal.SizeOf<MemoryStatus>() };
        var system = new DriveInfo(Path.GetPathRoot(Environment.SystemDirectory) ?? @"C:\");
        return new DeviceFigures(
            _bootedAt, Load(), GlobalMemoryStatusEx(ref memory) ? memory.Load / 100.0 : null,
            system is { IsReady: true, TotalSize: > 0 } ? Math.Round(1 - (double)system.AvailableFreeSpace / system.TotalSize, 4) : null);
    }

    /// <summary>Since the last status; kernel time includes idle time (GetSystemTimes).</summary>
    private double? Load()
    {
        if (!GetSystemTimes(out var idle, out var kernel, out var user))
            return null;
        var before = _before;
        _before = (idle, kernel + user);
        var all = kernel + user - before?.Busy;
        return all is > 0 ? Math.Round((1 - (double)(idle - before!.Value.Idle) / all.Value) * Environment.ProcessorCount, 2) : null;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryStatus
    {
        public uint Length;
        public uint Load;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetSystemTimes(out long idle, out long kernel, out long user);
}
