using System.CommandLine;
using System.Text.Json;
using Fettle.Agent.Connection;
using Fettle.Agent.State;

namespace Fettle.Agent.Commands;

/// <summary><c>fettle-agent status</c>: what the agent on this device is doing, also when it runs as a service.</summary>
internal static class Status
{
    public static Command Command()
    {
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var state = AgentOptions.State();
        var command = new Command("status", "Say where this device is enrolled and how its connection is") { json, state };
        command.SetAction(parsed => Show(new StateFolder(parsed.GetRequiredValue(state)), parsed.GetValue(json)));
        return command;
    }

    private static int Show(StateFolder state, bool json)
    {
        StatusReport report;
        try
        {
            report = Read(state);
        }
        catch (UnauthorizedAccessException)
        {
            return ExitCodes.Say(ExitCodes.Refused, $"{state.Path} cannot be read; run as root, or say --state DIR");
        }
        Console.WriteLine(json ? JsonSerializer.Serialize(report, AgentJson.Default.StatusReport) : report.ToText());
        return report.Server is null ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static StatusReport Read(StateFolder state)
    {
        var enrolment = Enrolment.Load(state);
        var running = OneAgent.IsRunning(state);
        var condition = AgentCondition.Load(state);
        var jobs = Directory.Exists(state["jobs"])
            ? Directory.EnumerateFiles(state["jobs"], "*.json").Select(file => JsonSerializer.Deserialize(File.ReadAllBytes(file), AgentJson.Default.JournalEntry)!).ToList()
            : [];
        var kept = Directory.Exists(state["jobs"]) ? new DirectoryInfo(state["jobs"]).EnumerateFiles("*.out").Sum(file => file.Length) : 0;
        return new StatusReport(
            EnrolDevice.AgentVersion, enrolment?.Server, enrolment?.DeviceId, enrolment?.EnrolledAt, running,
            running ? condition?.Link ?? LinkState.Offline : LinkState.Offline, condition?.Since, running ? condition?.Problem : null,
            condition?.InventorySentAt, jobs.Count(job => job.Result is null), jobs.Count(job => job is { Result: not null, Told: false }), kept, condition?.JobsRefused ?? 0);
    }
}

/// <param name="JobsRunning">Begun and not ended.</param>
/// <param name="ResultsWaiting">Ended, and not yet acknowledged by the server.</param>
/// <param name="OutputWaitingBytes">Of those, what they printed.</param>
/// <param name="JobsRefused">Since the agent started.</param>
internal sealed record StatusReport(
    string AgentVersion, Uri? Server, long? DeviceId, DateTimeOffset? EnrolledAt, bool Running, LinkState Link, DateTimeOffset? Since, string? Problem,
    DateTimeOffset? InventorySentAt, int JobsRunning, int ResultsWaiting, long OutputWaitingBytes, int JobsRefused)
{
    public string ToText()
    {
        if (Server is null)
            return "Not enrolled. Next: fettle-agent enroll --server URL --token TOKEN";
        var connection = (Running, Link) switch
        {
            (false, _) => "the agent is not running (start it with `systemctl start fettle-agent` or `fettle-agent run`)",
            (_, LinkState.Connected) => $"connected since {Since:u}",
            (_, LinkState.Polling) => $"polling since {Since:u}: no WebSocket can be had",
            _ => $"not connected since {Since:u}{(Problem is null ? "" : ": " + Problem)}",
        };
        return $"""
            Server       {Server} (device {DeviceId}, enrolled {EnrolledAt:u})
            Agent        {AgentVersion}
            Connection   {connection}
            Inventory    {(InventorySentAt is { } sent ? $"last sent {sent:u}" : "not sent yet")}
            Jobs         {JobsRunning} running, {ResultsWaiting} results waiting to be sent ({OutputWaitingBytes} bytes of output), {JobsRefused} refused
            """;
    }
}
