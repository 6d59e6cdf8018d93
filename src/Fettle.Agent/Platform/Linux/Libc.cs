using System.Runtime.InteropServices;

namespace Fettle.Agent.Platform.Linux;

/// <summary>The system calls that .NET has no face for.</summary>
internal static partial class Libc
{
    private const int AtFdCwd = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;

    [StructLayout(LayoutKind.Sequential)]
    public struct StatVfs
    {
        public ulong BlockSize, FragmentSize, Blocks, BlocksFree, BlocksAvailable, Files, FilesFree, FilesAvailable, Id, Flags, NameMax;
        private readonly long _spare0, _spare1, _spare2;
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct Statx
    {
        [FieldOffset(16)] public uint Links;
        [FieldOffset(20)] public uint Uid;
        [FieldOffset(24)] public uint Gid;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Size;
        [FieldOffset(48)] public ulong Blocks;
        [FieldOffset(64)] public long Accessed;
        [FieldOffset(96)] public long Changed;
        [FieldOffset(112)] public long Modified;
        [FieldOffset(128)] public uint DeviceMajor;
        [FieldOffset(132)] public uint DeviceMinor;
        [FieldOffset(136)] public uint Major;
        [FieldOffset(140)] public uint Minor;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Timex
    {
        public uint Modes;
        public long Offset, Frequency, MaxError, EstimatedError;
        public int Status;
        public long Constant, Precision, Tolerance, Seconds, Microseconds, Tick, PpsFrequency, Jitter;
        public int Shift;
        public long Stability, JitterCount, Calibrations, Errors, Steps;
        public int Tai;
        private readonly int _s0, _s1, _s2, _s3, _s4, _s5, _s6, _s7, _s8, _s9, _s10;
    }

    [LibraryImport("libc", EntryPoint = "statvfs", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int StatVfsOf(string path, out StatVfs buffer);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int StatxOf(int directory, string path, int flags, uint mask, out Statx buffer);

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int AdjustTime(ref Timex buffer);

    [LibraryImport("libc", EntryPoint = "sysconf")]
    public static partial long SystemConfiguration(int name);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    /// <returns>Null when the path cannot be asked.</returns>
    public static StatVfs? FileSystem(string path) => StatVfsOf(path, out var buffer) is 0 ? buffer : null;

    /// <param name="path">The file.</param>
    /// <param name="follow">Whether a link stands for what it points to.</param>
    /// <returns>Null when there is no such file, or it cannot be asked.</returns>
    public static Statx? Stat(string path, bool follow = true) =>
        StatxOf(AtFdCwd, path, follow ? 0 : NoFollow, BasicStats, out var buffer) is 0 ? buffer : null;

    /// <summary>The kernel clock's state; null where the kernel does not say.</summary>
    public static Timex? Clock()
    {
        var buffer = new Timex();
        return AdjustTime(ref buffer) >= 0 ? buffer : null;
    }
}
