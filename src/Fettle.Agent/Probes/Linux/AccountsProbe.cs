using System.Globalization;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>People's accounts, from passwd, shadow and the lock-out counters.</summary>
internal static class AccountsProbe
{
    private const int FaillockRecord = 64;

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var shadow = TextFile.Lines("/etc/shadow").Select(line => line.Split(':')).Where(fields => fields.Length >= 8).DistinctBy(fields => fields[0]).ToDictionary(fields => fields[0]);
        var today = context.Clock.GetUtcNow().ToUnixTimeSeconds() / 86400;
        var shells = TextFile.Lines("/etc/shells").Select(line => line.Trim()).ToHashSet();
        var nologin = new[] { "/etc/nologin", "/run/nologin", "/var/run/nologin" }.FirstOrDefault(File.Exists);
        var people = UserTable.Read().Where(user => user.IsPerson || user.Uid is 0);
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("readable", shadow.Count > 0),
            ("list", Fact.ListOf(people.Select(user => Describe(user, shadow.GetValueOrDefault(user.Name), today, shells, context)))),
            ("nologin", nologin is not null),
            ("nologinPath", nologin),
            ("nologinText", nologin is null ? null : TextFile.TryRead(nologin)?.Trim())));
    }

    private static Fact.Record Describe(UserEntry user, string[]? shadow, long today, HashSet<string> shells, ProbeContext context)
    {
        // name:hash:last change:min:max:warn:inactive:expire, in days
        long? Day(int field) => long.TryParse(shadow?[field], CultureInfo.InvariantCulture, out var days) ? days : null;
        var hash = shadow?[1] ?? "";
        var (changed, most, grace, expires) = (Day(2), Day(4), Day(6), Day(7));
        var passwordEnds = changed is > 0 && most is > 0 and < 99999 ? changed + most + (grace ?? 0) : null;
        var failures = Failures(user.Name, context.Clock.GetUtcNow());
        var (deny, tool) = LockOut();
        var home = Libc.Stat(user.Home);
        return Fact.Of(
            ("name", user.Name),
            ("uid", user.Uid),
            ("person", user.IsPerson),
            ("locked", shadow is null ? null : hash.StartsWith('!') && hash.TrimStart('!') is { Length: > 2 }),
            ("hasPassword", shadow is null ? null : hash.TrimStart('!') is { Length: > 2 }),
            ("accountExpired", shadow is null ? null : expires is >= 0 && expires <= today),
            ("expiredOn", expires is >= 0 ? expires * 86400 : null),
            ("passwordExpired", shadow is null ? null : passwordEnds < today),
            ("mustChange", shadow is null ? null : changed is 0 && !hash.StartsWith('!') && hash is not ("*" or "")),
            ("failures", failures),
            ("lockedOut", deny > 0 && failures >= deny),
            ("lockoutTool", tool),
            ("shell", user.Shell),
            ("shellValid", File.Exists(user.Shell) && (Libc.Stat(user.Shell) is not { } shell || (shell.Mode & 0x49) is not 0)),
            ("noLogin", user.Shell.EndsWith("/nologin") || user.Shell.EndsWith("/false")),
            ("home", user.Home),
            ("homeExists", home is not null),
            ("homeOwned", home is { } folder ? folder.Uid == (uint)user.Uid : null),
            ("inComplaint", context.Words.Any(word => word.Split('@')[0].Equals(user.Name, StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>pam_faillock's records: 64 bytes each, of which the two at 52 are flags (1: it counts) and the eight at 56 the time.</summary>
    private static int Failures(string user, DateTimeOffset now)
    {
        foreach (var folder in new[] { "/run/faillock", "/var/run/faillock", "/var/lib/faillock" })
        {
            var path = $"{folder}/{user}";
            if (!File.Exists(path))
                continue;
            var bytes = File.ReadAllBytes(path);
            var failures = 0;
            for (var at = 0; at + FaillockRecord <= bytes.Length; at += FaillockRecord)
            {
                if ((BitConverter.ToUInt16(bytes, at + 54) & 1) is 1)
                    failures++;
            }
            return failures;
        }
        return 0;
    }

    /// <summary>After how many failures PAM locks an account out; 0 when it never does.</summary>
    private static (int Deny, string? Tool) LockOut()
    {
        var pam = TextFile.Paths("/etc/pam.d").SelectMany(TextFile.Lines).Where(line => !line.TrimStart().StartsWith('#')).ToList();
        if (pam.Find(line => line.Contains("pam_faillock.so")) is not null)
        {
            var settings = pam.Where(line => line.Contains("pam_faillock.so")).SelectMany(line => line.Split(' ')).Concat(TextFile.Lines("/etc/security/faillock.conf").Where(line => !line.StartsWith('#')).Select(line => line.Replace(" ", "")));
            var deny = settings.FirstOrDefault(word => word.StartsWith("deny="));
            return (int.TryParse(deny?["deny=".Length..], out var number) ? number : 3, Tool.Find("faillock") is null ? null : "faillock");
        }
        // Records without the module in PAM still say that somebody set it up; 3 is its default.
        return Directory.Exists("/run/faillock") ? (3, Tool.Find("faillock") is null ? null : "faillock") : (0, null);
    }
}
