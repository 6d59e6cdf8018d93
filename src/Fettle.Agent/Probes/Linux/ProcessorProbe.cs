using System.Diagnostics;
using System.Globalization;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Two looks at the processes, most of a second apart; and the counts that run into limits.</summary>
internal static class ProcessorProbe
{
    /// <summary>What starting program after program costs at least.</summary>
    private const double BusyItself = 0.15;
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(800);

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var before = ProcessTable.Read().ToDictionary(process => process.Pid);
        var wantedBefore = before.Keys.ToDictionary(pid => pid, Wanted);
        var idleBefore = Times();
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(Apart, cancel);
        var now = ProcessTable.Read();
        var idleNow = Times();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var uptime = double.TryParse(TextFile.TryRead("/proc/uptime")?.Split(' ')[0], CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
        var own = ProcessTable.OwnLine();
        var users = UserTable.Read();

        var shares = now.Where(process => before.TryGetValue(process.Pid, out var earlier) && earlier.Started == process.Started && !own.Contains(process.Pid))
            .Select(process => (Process: process, Share: Share(process, before[process.Pid], elapsed), Wanted: Wanted(process.Pid)))
            .Select(entry => (entry.Process, entry.Share, entry.Wanted, Wants: Math.Max(entry.Share, (entry.Wanted - wantedBefore[entry.Process.Pid]) / elapsed), Starts: entry.Share > 2 * Own(entry.Process, before[entry.Process.Pid], elapsed)))
            .Where(entry => entry.Wants > 0.2).OrderByDescending(entry => entry.Wants).Take(8);
        var all = idleNow.Zip(idleBefore, (b, a) => b - a).ToArray();
        double Part(int column) => all.Length > column && all.Sum() > 0 ? all[column] / all.Sum() : 0;
        var zombies = now.Where(process => process.State is 'Z').ToList();
        return Fact.Of(
            ("cores", Environment.ProcessorCount),
            ("busy", 1 - Part(3) - Part(4)),
            ("waiting", Part(4)),
            ("stolen", Part(7)),
            ("load1", double.TryParse(TextFile.TryRead("/proc/loadavg")?.Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null),
            ("top", Fact.ListOf(shares.Select(entry => Describe(entry.Process, entry.Share, entry.Wants, entry.Wanted, entry.Starts, uptime, own, users)))),
            ("zombies", zombies.Count),
            ("zombieParents", Fact.ListOf(zombies.GroupBy(process => process.Parent).Select(group => (Parent: now.Find(process => process.Pid == group.Key), Count: group.Count()))
                .Where(group => group.Parent is not null).OrderByDescending(group => group.Count).Take(4).Select(group => Fact.Of(
                    ("key", group.Parent!.Unit ?? group.Parent.Name), ("pid", group.Parent.Pid), ("name", group.Parent.Name), ("count", group.Count), ("unit", group.Parent.Unit),
                    ("mayStop", Suspects.MayStop(group.Parent, own)))))),
            ("processes", now.Count),
            ("processLimit", Limit()),
            ("filesOpen", Numbers("/proc/sys/fs/file-nr").FirstOrDefault()),
            ("filesLimit", Numbers("/proc/sys/fs/file-nr").LastOrDefault()),
            ("fileHogs", Fact.ListOf(FileHogs(now, own))),
            ("tooBusy", Fact.ListOf(now.Where(process => process.State is 'D' && before.TryGetValue(process.Pid, out var earlier) && earlier.State is 'D' && !process.IsKernel).Select(process => process.Name).Distinct())));
    }

    /// <summary>
    /// The share of one processor, with that of children that have come and gone: a loop of short programs is a hog, too. A child that ends after
    /// long work brings all of it at once, which says nothing of now; and who merely waits for its children is not the one to blame.
    /// </summary>
    private static double Share(ProcessEntry process, ProcessEntry earlier, double elapsed)
    {
        var own = Own(process, earlier, elapsed);
        var children = (process.ChildTicks - earlier.ChildTicks) / (double)ProcessTable.TicksPerSecond / elapsed;
        return children <= Environment.ProcessorCount * 1.1 && own >= BusyItself ? own + children : own;
    }

    private static double Own(ProcessEntry process, ProcessEntry earlier, double elapsed) => (process.Ticks - earlier.Ticks) / (double)ProcessTable.TicksPerSecond / elapsed;

    private static Fact.Record Describe(ProcessEntry process, double share, double wants, double wanted, bool starts, double uptime, HashSet<int> own, List<UserEntry> users)
    {
        var spent = (process.Ticks + process.ChildTicks) / (double)ProcessTable.TicksPerSecond;
        var age = uptime - (process.Started / (double)ProcessTable.TicksPerSecond);
        return Fact.Of(
            ("key", process.Unit ?? process.Name),
            ("pid", process.Pid),
            ("name", process.Name),
            ("command", process.Command.Length > 120 ? process.Command[..120] : process.Command),
            ("share", share),
            ("wants", wants),
            ("wanted", Math.Max(spent, wanted)),
            ("starts", starts),
            ("lifetime", age > 0 ? Math.Max(spent, wanted) / age : null),
            ("spent", spent),
            ("unit", process.Unit),
            ("user", Suspects.UserOf(process, users)),
            ("nice", process.Nice),
            ("mayStop", Suspects.MayStop(process, own)));
    }

    /// <summary>
    /// Seconds that all threads of a process have run or waited for a processor: on a crowded machine a hog gets little and wants all.
    /// </summary>
    private static double Wanted(int pid) =>
        TextFile.Paths($"/proc/{pid}/task").Sum(task => TextFile.TryRead($"{task}/schedstat")?.Split(' ') is [var run, var wait, ..]
            ? (double.Parse(run, CultureInfo.InvariantCulture) + double.Parse(wait, CultureInfo.InvariantCulture)) / 1e9
            : 0);

    /// <summary>Processes close to their own limit of open files.</summary>
    private static IEnumerable<Fact.Record> FileHogs(List<ProcessEntry> processes, HashSet<int> own)
    {
        foreach (var process in processes.Where(process => !process.IsKernel))
        {
            var line = TextFile.Lines($"/proc/{process.Pid}/limits").FirstOrDefault(line => line.StartsWith("Max open files"));
            if (line?["Max open files".Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var soft, ..] || !double.TryParse(soft, CultureInfo.InvariantCulture, out var limit) || limit < 16)
                continue;
            var open = TextFile.Paths($"/proc/{process.Pid}/fd").Count;
            if (open >= limit * 0.9)
            {
                yield return Fact.Of(("key", process.Unit ?? process.Name), ("pid", process.Pid), ("name", process.Name), ("open", open), ("limit", limit), ("unit", process.Unit),
                    ("mayStop", Suspects.MayStop(process, own)));
            }
        }
    }

    private static Fact? Limit()
    {
        var group = TextFile.TryReadNumber("/sys/fs/cgroup/pids.max");
        var kernel = TextFile.TryReadNumber("/proc/sys/kernel/pid_max");
        return group is null ? kernel : Math.Min(group.Value, kernel ?? long.MaxValue);
    }

    private static double[] Numbers(string path) =>
        [.. (TextFile.TryRead(path) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    /// <summary>user nice system idle iowait irq softirq steal</summary>
    private static double[] Times() =>
        [.. (TextFile.Lines("/proc/stat").FirstOrDefault(line => line.StartsWith("cpu ")) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
}
