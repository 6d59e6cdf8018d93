using System.CommandLine;
using System.Text.Json;
using Fettle.Agent.Diagnosis;
using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Commands;

/// <summary><c>replay</c>: what would be said today of facts that were recorded then?</summary>
internal static class Replay
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "What checkup --record has written." };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var playbooks = Checkup.PlaybooksOption();
        var command = new Command("replay", "Conclude again from recorded facts. Measures nothing.") { file, json, playbooks };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(json), parsed.GetValue(playbooks)));
        return command;
    }

    private static int Run(FileInfo file, bool json, DirectoryInfo? folder)
    {
        if (Checkup.Load(folder) is not { } playbooks || Read(file) is not { } recording)
            return ExitCodes.BadUsage;
        var diagnostician = new Diagnostician(playbooks, recording.Symptom, new CommandContext(recording.AgentPath ?? CheckUp.AgentPath, TimeProvider.System.GetUtcNow()));
        var (findings, ruledOut) = diagnostician.Conclude(recording.Facts);
        var report = new CheckUpReport { Findings = findings, RuledOut = ruledOut, Symptom = recording.Symptom, AgentVersion = CheckUp.AgentVersion, Probes = recording.Facts.Runs };
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(report, DiagnosisJson.Default.CheckUpReport));
        else
            ReportText.Write(report, Terminal.OfOutput());
        return ExitCodes.Done;
    }

    private static Recording? Read(FileInfo file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file.FullName), DiagnosisJson.Default.Recording);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"fettle-agent: {file.Name} is no recording: {e.Message}");
            return null;
        }
    }
}
