using System.CommandLine;
using System.Text.Json;
using Fettle.Agent.Diagnosis;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis;

namespace Fettle.Agent.Commands;

/// <summary><c>fix CAUSE</c>: shows what it would do, asks, does it, and proves that it helped.</summary>
internal static class FixCommand
{
    private sealed record Wish(string Cause, string? Remedy, string? Symptom, bool Yes, bool Json, bool DryRun);

    public static Command Command()
    {
        var cause = new Argument<string>("CAUSE") { Description = "A cause that checkup has found, such as dns.resolver-unreachable." };
        var remedy = new Option<string?>("--remedy") { Description = "The one remedy to apply.", HelpName = "ID" };
        var symptom = new Option<string?>("--symptom") { Description = "The complaint, where it says what is meant (a host, a user, a service).", HelpName = "TEXT" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask. Dangerous remedies still have to be named." };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var dry = new Option<bool>("--dry-run") { Description = "Show the commands and change nothing." };
        var playbooks = Checkup.PlaybooksOption();
        var command = new Command("fix", "Put one cause right, and verify it by the cause's own probes.") { cause, remedy, symptom, yes, json, dry, playbooks };
        command.SetAction((parsed, cancel) => RunAsync(
            new Wish(parsed.GetRequiredValue(cause), parsed.GetValue(remedy), parsed.GetValue(symptom), parsed.GetValue(yes), parsed.GetValue(json), parsed.GetValue(dry)),
            parsed.GetValue(playbooks), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Wish wish, DirectoryInfo? folder, CancellationToken cancel)
    {
        if (Checkup.Load(folder) is not { } playbooks)
            return ExitCodes.BadUsage;
        if (!playbooks.Ids.Contains(wish.Cause))
            return Complain(ExitCodes.BadUsage, Unknown(wish.Cause, [.. playbooks.Ids]));
        if (!wish.DryRun && OperatingSystem.IsLinux() && Libc.EffectiveUser() is not 0)
            return Complain(ExitCodes.Refused, $"a fix needs root: sudo {CheckUp.AgentPath} fix {wish.Cause}");

        using var only = OneFix.TryTake();
        if (only is null)
            return Complain(ExitCodes.Refused, "another fix runs on this machine just now; try again when it has ended");
        var terminal = wish.Json ? Terminal.OfError() : Terminal.OfOutput();
        var declined = false;
        bool Confirm(Finding finding, Remedy remedy)
        {
            if (!wish.Json || !wish.Yes)
                Show(finding, remedy, terminal);
            return !(declined = wish.DryRun || !(wish.Yes || Ask(terminal)));
        }
        try
        {
            // A fix means what the check-up before it meant, unless it is told otherwise.
            var last = wish.Symptom is null ? LastCheckUp.Recall(wish.Cause, TimeProvider.System) : null;
            var instances = last?.Causes.First(found => found.Cause == wish.Cause).Instances;
            var report = await new Fix(playbooks, TimeProvider.System)
                .RunAsync(new Fix.Request(wish.Cause, wish.Remedy, instances, wish.Symptom ?? last?.Symptom), Confirm, wish.Json ? null : line => terminal.Line(Terminal.Plain(line)), cancel);
            if (wish.DryRun && declined)
                report = report with { Note = "Dry run: nothing was changed." };
            if (wish.Json)
                Console.WriteLine(JsonSerializer.Serialize(report, DiagnosisJson.Default.FixReport));
            else
                Tell(report, terminal);
            return report.Verified || (wish.DryRun && declined) ? ExitCodes.Done : declined ? ExitCodes.Refused : ExitCodes.NotVerified;
        }
        catch (UnknownRemedy e)
        {
            return Complain(ExitCodes.BadUsage, e.Message);
        }
    }

    private static string Unknown(string cause, IReadOnlyList<string> known) => NearNames.Of(cause, known) is { Count: > 0 } near
        ? $"there is no cause '{cause}'. Did you mean:\n  {string.Join("\n  ", near)}"
        : $"there is no cause '{cause}'. The causes are:\n  {string.Join("\n  ", known)}";

    private static void Show(Finding finding, Remedy remedy, Terminal terminal)
    {
        terminal.Line(terminal.Bold(Terminal.Plain(finding.Title)));
        terminal.Line($"{remedy.Id} ({ReportText.Name(remedy.Risk)}): {Terminal.Plain(remedy.Title)}");
        foreach (var command in remedy.Commands)
            terminal.Line($"    $ {Terminal.Plain(command)}");
        foreach (var undo in remedy.Undo)
            terminal.Line(terminal.Dim($"    taken back by: {Terminal.Plain(undo)}"));
    }

    private static bool Ask(Terminal terminal)
    {
        terminal.Line("Apply this? [y/N]");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes" or "j" or "ja";
    }

    private static void Tell(FixReport report, Terminal terminal)
    {
        terminal.Line();
        terminal.Line(report.Verified ? terminal.Green("Verified: it is gone.") : terminal.Red(report.Applied.Count is 0 ? "Nothing was changed." : "Not verified."));
        foreach (var evidence in report.After)
            terminal.Line($"  {Terminal.Plain(evidence.Says)}");
        if (report.Note is { } note)
            terminal.Line(Terminal.Plain(note));
        foreach (var undo in report.Undo)
            terminal.Line(terminal.Dim($"  taken back by: {Terminal.Plain(undo)}"));
    }

    private static int Complain(int code, string message)
    {
        Console.Error.WriteLine($"fettle-agent: {message}");
        return code;
    }
}
