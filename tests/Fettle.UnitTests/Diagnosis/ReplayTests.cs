using System.Text.Json;
using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.UnitTests.Diagnosis;

/// <summary>Facts that were recorded on real systems with a real fault in them; the diagnosis is to stay right for ever.</summary>
public sealed class ReplayTests
{
    private static readonly PlaybookSet Playbooks = PlaybookSet.BuiltIn();
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Diagnosis", "Recordings");

    public static TheoryData<string> Sick => [.. Recordings().Where(name => !name.StartsWith("healthy"))];

    public static TheoryData<string> Healthy => [.. Recordings().Where(name => name.StartsWith("healthy"))];

    [Theory]
    [MemberData(nameof(Sick))]
    public void The_recorded_fault_is_named_first(string recording)
    {
        var report = Conclude(recording);
        Assert.NotEmpty(report);
        Assert.Equal(recording.Split("__")[0], report[0].Cause);
        Assert.True(report[0].Severity > Severity.Info);
        Assert.True(report[0].Confidence > 0.5);
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public void A_healthy_system_has_nothing_above_info(string recording) =>
        Assert.DoesNotContain(Conclude(recording), finding => finding.Severity > Severity.Info);

    [Theory]
    [MemberData(nameof(Sick))]
    public void The_same_facts_conclude_the_same_again(string recording) =>
        Assert.Equal(JsonSerializer.Serialize([.. Conclude(recording)], FindingsJson), JsonSerializer.Serialize([.. Conclude(recording)], FindingsJson));

    [Fact]
    public void Facts_survive_their_recording()
    {
        var recording = Read(Recordings().First());
        var again = JsonSerializer.Deserialize(JsonSerializer.Serialize(recording, DiagnosisJson.Default.Recording), DiagnosisJson.Default.Recording)!;
        Assert.Equal(JsonSerializer.Serialize(recording, DiagnosisJson.Default.Recording), JsonSerializer.Serialize(again, DiagnosisJson.Default.Recording));
    }

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo<IReadOnlyList<Finding>> FindingsJson =>
        (System.Text.Json.Serialization.Metadata.JsonTypeInfo<IReadOnlyList<Finding>>)DiagnosisJson.Default.GetTypeInfo(typeof(IReadOnlyList<Finding>))!;

    private static IReadOnlyList<Finding> Conclude(string name)
    {
        var recording = Read(name);
        return new Diagnostician(Playbooks, recording.Symptom, new CommandContext("/opt/fettle-agent", DateTimeOffset.UnixEpoch)).Conclude(recording.Facts).Findings;
    }

    private static Recording Read(string name) =>
        JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Folder, name + ".json")), DiagnosisJson.Default.Recording)!;

    private static IEnumerable<string> Recordings() => Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order();
}
