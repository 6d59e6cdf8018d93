using System.Diagnostics;
using System.Runtime.InteropServices;
using Fettle.Agent.Platform.Windows;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Windows;

/// <summary>System, disks, memory and processors of a Windows machine.</summary>
internal static class MachineProbes
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(800);

    public static Task<Fact.Record?> SystemAsync(ProbeContext context, CancellationToken cancel) => Task.FromResult<Fact.Record?>(Fact.Of(
        ("os", RuntimeInformation.OSDescription),
        ("osId", "windows"),
        ("hostname", Environment.MachineName),
        ("init", "other"),
        ("systemd", false),
        ("container", false),
        ("chroot", false),
        ("root", Environment.IsPrivilegedProcess),
        ("uptime", Environment.TickCount64 / 1000d),
        ("tools", Fact.ListOf((IEnumerable<string>)[]))));

    public static Task<Fact.Record?> MountsAsync(ProbeContext context, CancellationToken cancel)
    {
        var drives = DriveInfo.GetDrives().Where(drive => drive is { DriveType: DriveType.Fixed or DriveType.Network, IsReady: true });
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("list", Fact.ListOf(drives.Select(drive => Fact.Of(
                ("path", drive.Name),
                ("device", drive.Name),
                ("type", drive.DriveFormat),
                ("kind", drive.DriveType is DriveType.Network ? "network" : "disk"),
                ("size", drive.TotalSize),
                ("available", drive.AvailableFreeSpace),
                ("usedShare", drive.TotalSize > 0 ? 1 - ((double)drive.AvailableFreeSpace / drive.TotalSize) : null),
                ("readOnly", false),
                ("responds", true))))),
            ("missing", Fact.ListOf((IEnumerable<Fact.Record>)[])),
            ("swapWanted", false)));
    }

    public static Task<Fact.Record?> MemoryAsync(ProbeContext context, CancellationToken cancel)
    {
        if (Kernel.Memory() is not { } memory)
            return Task.FromResult<Fact.Record?>(null);
        var top = Processes().Select(process => (process.Id, process.ProcessName, Size: process.WorkingSet64)).OrderByDescending(process => process.Size).Take(5);
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("total", (double)memory.Total),
            ("available", (double)memory.Available),
            ("availableShare", (double)memory.Available / memory.Total),
            ("limited", false),
            ("top", Fact.ListOf(top.Select(process => Fact.Of(
                ("key", process.ProcessName), ("pid", process.Id), ("name", process.ProcessName), ("command", process.ProcessName), ("size", process.Size),
                ("share", process.Size / (double)memory.Total), ("user", "unknown"), ("mayStop", false)))))));
    }

    public static async Task<Fact.Record?> ProcessorAsync(ProbeContext context, CancellationToken cancel)
    {
        var before = Processes().DistinctBy(process => process.Id).ToDictionary(process => process.Id, Spent);
        var first = Kernel.Times();
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(Apart, cancel);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var second = Kernel.Times();
        var top = Processes().Where(process => before.ContainsKey(process.Id) && process.Id != Environment.ProcessId)
            .Select(process => (process.Id, process.ProcessName, Spent: Spent(process), Share: (Spent(process) - before[process.Id]) / elapsed))
            .Where(process => process.Share > 0.2).OrderByDescending(process => process.Share).Take(8);
        return Fact.Of(
            ("cores", Environment.ProcessorCount),
            ("busy", first is { } a && second is { } b && b.All > a.All ? 1 - ((double)(b.Idle - a.Idle) / (b.All - a.All)) : null),
            ("top", Fact.ListOf(top.Select(process => Fact.Of(
                ("key", process.ProcessName), ("pid", process.Id), ("name", process.ProcessName), ("command", process.ProcessName), ("share", process.Share), ("wants", process.Share),
                ("lifetime", process.Share), ("spent", process.Spent), ("wanted", process.Spent), ("user", "unknown"), ("nice", 0), ("mayStop", false))))),
            ("zombies", 0),
            ("zombieParents", Fact.ListOf((IEnumerable<Fact.Record>)[])),
            ("fileHogs", Fact.ListOf((IEnumerable<Fact.Record>)[])));
    }

    private static Process[] Processes() => Process.GetProcesses();

    /// <returns>Seconds of processor time; 0 of a process that may not be asked.</returns>
    private static double Spent(Process process)
    {
        try
        {
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return 0;
        }
    }
}
