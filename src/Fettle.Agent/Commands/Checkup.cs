using System.CommandLine;
using System.Text.Json;
using Fettle.Agent.Diagnosis;
using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Commands;

/// <summary><c>checkup</c>: what is wrong with this machine?</summary>
internal static class Checkup
{
    public static Command Command()
    {
        var symptom = new Option<string?>("--symptom") { Description = "The complaint, in the words of whoever has it.", HelpName = "TEXT" };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var playbooks = PlaybooksOption();
        var record = new Option<FileInfo?>("--record") { Description = "Keep all measured facts in a file, for replay.", HelpName = "FILE" };
        var command = new Command("checkup", "Find out what is wrong with this machine. Changes nothing.") { symptom, json, playbooks, record };
        command.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetValue(symptom), parsed.GetValue(json), parsed.GetValue(playbooks), parsed.GetValue(record), cancel));
        return command;
    }

    public static Option<DirectoryInfo?> PlaybooksOption() =>
        new("--playbooks") { Description = "A folder of further playbooks; one with a built-in cause's id replaces it.", HelpName = "DIR" };

    /// <returns>Null after the error has been told.</returns>
    public static PlaybookSet? Load(DirectoryInfo? folder)
    {
        try
        {
            return folder is null ? PlaybookSet.BuiltIn() : PlaybookSet.With(folder.FullName);
        }
        catch (Exception e) when (e is PlaybookException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"fettle-agent: {e.Message}");
            return null;
        }
    }

    private static async Task<int> RunAsync(string? symptom, bool json, DirectoryInfo? folder, FileInfo? record, CancellationToken cancel)
    {
        if (Load(folder) is not { } playbooks)
            return ExitCodes.BadUsage;
        var report = await new CheckUp(playbooks, TimeProvider.System).RunAsync(string.IsNullOrWhiteSpace(symptom) ? null : symptom, cancel);
        LastCheckUp.Remember(report);
        if (record is not null)
            await File.WriteAllTextAsync(record.FullName, JsonSerializer.Serialize(new Recording(report.Symptom, report.Facts!, CheckUp.AgentPath), DiagnosisJson.Default.Recording), cancel);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(report with { Facts = null }, DiagnosisJson.Default.CheckUpReport));
        else
            ReportText.Write(report, Terminal.OfOutput());
        return ExitCodes.Done;
    }
}
