using System.CommandLine;
using Fettle.Agent.Connection;
using Fettle.Agent.Diagnosis;
using Fettle.Agent.Platform;
using Fettle.Agent.Policy;
using Fettle.Agent.State;

namespace Fettle.Agent.Commands;

/// <summary><c>fettle-agent run</c>: the agent itself, in the foreground, until it is told to stop.</summary>
internal static class Run
{
    public static Command Command()
    {
        var state = AgentOptions.State();
        var policy = AgentOptions.Policy();
        var service = new Option<bool>("--service") { Description = "Started by the service control manager of Windows", Hidden = true };
        var command = new Command("run", "Run the agent in the foreground, connected to its server") { state, policy, service };
        command.SetAction((parsed, cancel) =>
        {
            var folder = new StateFolder(parsed.GetRequiredValue(state));
            var file = parsed.GetValue(policy);
            return parsed.GetValue(service) && OperatingSystem.IsWindows()
                ? Platform.Windows.WindowsService.RunAsync(stop => RunAsync(folder, file, stop))
                : RunAsync(folder, file, cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, string? policyFile, CancellationToken cancel)
    {
        if (ThisDevice.WhyNoCryptography() is { } missing)
            return ExitCodes.Say(ExitCodes.Failed, missing);
        var clock = TimeProvider.System;
        var log = AgentLog.ToConsole(clock);
        try
        {
            var policy = AgentOptions.ReadPolicy(policyFile, state);
            if (Enrolment.Load(state) is not { } enrolment)
                return ExitCodes.Say(ExitCodes.Refused, "this device has not enrolled; run `fettle-agent enroll --server URL --token TOKEN` first");
            using var one = OneAgent.TryHold(state);
            if (one is null)
                return ExitCodes.Say(ExitCodes.Refused, $"another agent runs with {state.Path}");

            using var http = new HttpMessageInvoker(ServerTrust.MakeHandler(enrolment.AuthorityFile, enrolment.Pin));
            var device = ThisDevice.Make();
            using var agent = new ConnectedAgent(
                enrolment, state, http, device, new LocalDiagnosis(device, clock), policy, log, clock, Random.Shared);
            log.Info($"fettle-agent {EnrolDevice.AgentVersion} is device {enrolment.DeviceId} of {enrolment.Server}");
            SystemdNotify.Send("READY=1");
            using var alive = SystemdNotify.KeepAlive(clock);
            using var memory = GiveMemoryBack.Regularly(clock);
            await agent.RunAsync(cancel);
            SystemdNotify.Send("STOPPING=1");
            log.Info("stopped");
            return ExitCodes.Done;
        }
        catch (PolicyError e)
        {
            return ExitCodes.Say(ExitCodes.BadUsage, e.Message);
        }
        catch (UnauthorizedAccessException e)
        {
            return ExitCodes.Say(ExitCodes.Refused, $"{e.Message} Run as root, or say --state DIR");
        }
    }
}
