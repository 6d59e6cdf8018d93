using Fettle.Diagnosis;

namespace Fettle.Bench.Simulation;

/// <summary>What can be wrong with a simulated device: what people say, what its probes show, and what puts it right.</summary>
/// <param name="Words">Any of these in a complaint brings it about.</param>
/// <param name="Gone">What the probe says once it is put right.</param>
internal sealed record Fault(
    string Cause, string[] Words, string Title, Severity Severity, string Explanation, string Instance, Evidence[] Evidence, string Gone, Remedy Remedy, string[] Output)
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("fs.deleted-held", ["save", "full", "space"], "A deleted log of 11.8 GB is still held open by rsyslogd (pid 612) on /var", Severity.Critical,
            "The disk is full because a program still holds a large file that was deleted. Nothing can be saved until the program lets go of it.", "/var",
            [new("fs.deleted", "rsyslogd (pid 612) holds /var/log/debug.log (deleted), 11.8 GB", 4.2), new("fs.usage", "/var is 100 % full: 0 of 39.1 GB free", 2.1)],
            "no deleted file of more than 100 MB is held open",
            new Remedy { Id = "restart-holder", Title = "Restart the service that holds it", Did = "We restarted the service that was holding on to the file, so its space is free again.", Risk = Risk.Careful, Commands = ["systemctl restart rsyslog.service"] },
            []),
        new("memory.pressure", ["slow", "hangs", "freez"], "Memory is short: 97 % used, programs wait for it 41 % of the time", Severity.Warning,
            "Programs need more memory than the computer has, so it keeps moving data to and from the disk, which is slow.", "",
            [new("memory.pressure", "some avg60 = 41.3 %, full avg60 = 22.9 %", 3.4), new("memory.top", "firefox-esr uses 6.1 GB of 7.7 GB", 1.6), new("memory.swap", "Nothing had to be ended for want of memory", -1.8)],
            "some avg60 = 0.4 %",
            new Remedy { Id = "restart-largest", Title = "Restart the largest service", Did = "We restarted the program that used most of the memory.", Risk = Risk.Careful, Commands = ["systemctl --user -M anna@ restart app-firefox.service"] },
            []),
        new("dns.resolver-unreachable", ["internet", "web", "page", "network", "online"], "The name server 10.20.0.53 does not answer", Severity.Critical,
            "The computer is connected, but it cannot look up the addresses of web sites, so pages do not open.", "10.20.0.53",
            [new("dns.resolvers", "10.20.0.53 did not answer three questions in 2 s", 4.6), new("net.gateway", "10.20.0.1 answers in 0.4 ms", 0.8)],
            "10.20.0.53 answers in 3 ms",
            new Remedy { Id = "restart-resolved", Title = "Ask the network for its name servers again", Did = "We had the computer ask the network again where Internet names are looked up.", Risk = Risk.Safe, Commands = ["networkctl renew enp1s0", "resolvectl flush-caches"] },
            []),
        new("print.queue-stopped", ["print"], "The print queue office-2 is stopped: \"Unable to locate printer\"", Severity.Warning,
            "The printer was away for a moment and its queue has been stopped since. Your documents are kept.", "office-2",
            [new("print.queues", "office-2 is stopped since 08:14, 3 jobs wait", 4.8)],
            "office-2 is idle, 0 jobs wait",
            new Remedy { Id = "enable", Title = "Start the queue again", Did = "We started the printer's queue again; what was waiting is being printed.", Risk = Risk.Safe, Commands = ["cupsenable office-2", "cupsaccept office-2"], Undo = ["cupsdisable office-2"] },
            []),
        new("account.locked-or-expired", ["password", "sign in", "log in", "login", "account"], "The account is locked after 5 wrong passwords", Severity.Critical,
            "After several wrong passwords the account was locked to protect it.", "anna",
            [new("accounts.locks", "faillock: 5 failures, the last at 09:02 from tty2", 4.1)],
            "faillock: no failures",
            new Remedy { Id = "unlock", Title = "Unlock the account", Did = "We unlocked the account.", Risk = Risk.Careful, Commands = ["faillock --user anna --reset"] },
            []),
        new("time.not-synchronised", ["time", "clock", "certificate"], "The clock is 7 min 12 s behind and not synchronised", Severity.Warning,
            "The computer's clock is wrong, so secure web sites look as if their certificates were not valid.", "",
            [new("time.sync", "NTPSynchronized=no, offset -432 s", 3.9)],
            "NTPSynchronized=yes, offset 0.002 s",
            new Remedy { Id = "start-timesyncd", Title = "Switch synchronisation on", Did = "We switched on what keeps the computer's clock right.", Risk = Risk.Safe, Commands = ["timedatectl set-ntp true"], Undo = ["timedatectl set-ntp false"] },
            []),
        new("packages.half-configured", ["update", "install"], "Two packages are half configured: cups, cups-daemon", Severity.Warning,
            "An update was interrupted. Until it is finished, no other can start.", "cups",
            [new("packages.state", "dpkg: cups and cups-daemon are half-configured", 4.4)],
            "dpkg: every package is configured",
            new Remedy { Id = "configure", Title = "Finish the update", Did = "We finished the update that had been interrupted.", Risk = Risk.Careful, Commands = ["dpkg --configure -a"] },
            ["Setting up cups-daemon (2.4.2-3+deb12u5) ...", "Setting up cups (2.4.2-3+deb12u5) ...", "Processing triggers for libc-bin (2.36-9+deb12u7) ..."]),
    ];

    /// <summary>The faults that a complaint speaks of.</summary>
    public static IEnumerable<Fault> Behind(string complaint) =>
        All.Where(fault => fault.Words.Any(word => complaint.Contains(word, StringComparison.OrdinalIgnoreCase)));

    public Finding ToFinding() => new()
    {
        Cause = Cause,
        Title = Title,
        Severity = Severity,
        Confidence = Math.Round(1 / (1 + Math.Exp(-Evidence.Sum(e => e.Weight) + 1.5)), 3),
        Explanation = Explanation,
        Evidence = Evidence,
        Remedies = [Remedy],
        Instances = [new CauseInstance(Instance)],
        RuledOut = [.. All.Where(other => other != this).Take(3).Select(other => new RuledOut(other.Cause, other.Gone))],
    };
}
