using System.Text.Json;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis;

namespace Fettle.Agent.Diagnosis;

/// <summary>
/// Remembers the last check-up's complaint for the fix that follows it, so that both mean the same thing. Kept in /run, which is root's and gone
/// after a restart; where it cannot be written, a fix does without.
/// </summary>
internal static class LastCheckUp
{
    private const string Folder = "/run/fettle";
    private const string Path = Folder + "/last-checkup.json";
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    public static void Remember(CheckUpReport report)
    {
        if (!OperatingSystem.IsLinux() || Libc.EffectiveUser() is not 0)
            return;
        var causes = report.Findings.Select(finding => new HeldCause(finding.Cause, [.. finding.Instances.Select(instance => instance.Key)])).ToList();
        try
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.WriteAllText(Path + ".new", JsonSerializer.Serialize(new RememberedCheckUp(report.Symptom, report.StartedAt, causes), DiagnosisJson.Default.RememberedCheckUp));
            File.Move(Path + ".new", Path, overwrite: true);
        }
        // A full or read-only /run is what a check-up may be about; forgetting costs nothing but convenience.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Remembering is a kindness: the check-up itself was told already.
        }
    }

    /// <returns>Null when there was none lately that found the cause.</returns>
    public static RememberedCheckUp? Recall(string cause, TimeProvider clock)
    {
        if (!OperatingSystem.IsLinux() || TextFile.TryRead(Path) is not { Length: > 0 } text)
            return null;
        try
        {
            var remembered = JsonSerializer.Deserialize(text, DiagnosisJson.Default.RememberedCheckUp);
            var age = clock.GetUtcNow() - remembered?.At;
            return age >= TimeSpan.Zero && age < Fresh && remembered!.Causes.Any(found => found.Cause == cause) ? remembered : null;
        }
        // Half a file, from a check-up that was killed.
        catch (JsonException)
        {
            return null;
        }
    }
}
