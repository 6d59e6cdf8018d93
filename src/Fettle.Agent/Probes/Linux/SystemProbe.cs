using System.Runtime.InteropServices;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>The operating system, what runs it, and the tools at hand.</summary>
internal static class SystemProbe
{
    private static readonly string[] Tools =
    [
        "apt-get", "aa-status", "certbot", "chage", "chronyc", "chronyd", "cupsaccept", "cupsenable", "dhclient", "dpkg", "dpkg-reconfigure", "faillock", "fsck",
        "hwclock", "ifup", "ip", "iptables", "iptables-legacy", "journalctl", "locale-gen", "logrotate", "lpstat", "make-ssl-cert", "mount", "networkctl", "nft", "nmcli",
        "ntpd", "openssl", "pam_tally2", "passwd", "renice", "resolvconf", "resolvectl", "service", "smartctl", "ssh-keygen", "sshd", "swapon", "systemctl",
        "systemd-tmpfiles", "timedatectl", "update-ca-certificates", "usermod", "ufw", "dhcpcd", "netplan", "udhcpc", "find", "gzip",
    ];

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var release = TextFile.Lines("/etc/os-release");
        string? Release(string key) => release.FirstOrDefault(line => line.StartsWith(key + "="))?[(key.Length + 1)..].Trim('"');
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("os", Release("PRETTY_NAME") ?? RuntimeInformation.OSDescription),
            ("osId", Release("ID")),
            ("kernel", TextFile.TryReadWord("/proc/sys/kernel/osrelease")),
            ("hostname", Environment.MachineName),
            ("init", Init()),
            ("systemd", Surroundings.HasSystemd),
            ("container", Surroundings.Container is not null || Surroundings.IsChroot),
            ("chroot", Surroundings.IsChroot),
            ("virtualisation", Surroundings.Container),
            ("root", Libc.EffectiveUser() is 0),
            ("uptime", Uptime()),
            ("tools", Fact.ListOf(Tools.Where(tool => Tool.Find(tool) is not null)))));
    }

    private static string Init()
    {
        if (Surroundings.HasSystemd)
            return "systemd";
        if (Surroundings.IsChroot)
            return "none";
        return TextFile.TryReadWord("/proc/1/comm") switch
        {
            "init" when File.Exists("/etc/inittab") => "sysvinit",
            "openrc-init" => "openrc",
            "init" or "runit" or "s6-svscan" => "other",
            _ => "none",
        };
    }

    private static Fact? Uptime() =>
        double.TryParse(TextFile.TryRead("/proc/uptime")?.Split(' ')[0], out var seconds) ? seconds : null;
}
