using System.CommandLine;
using Fettle.Agent.State;

namespace Fettle.Agent.Commands;

/// <summary><c>fettle-agent install</c>: keeps the agent running from now on, as a systemd unit or a Windows service.</summary>
internal static class Install
{
    public static Command Command()
    {
        var state = AgentOptions.State();
        var policy = AgentOptions.Policy();
        var command = new Command("install", "Run the agent as a service, from now on and at every start") { state, policy };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(state), parsed.GetValue(policy), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string state, string? policy, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
            return ExitCodes.Say(ExitCodes.Refused, "a service is installed by root (or an administrator)");
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            return ExitCodes.Say(ExitCodes.Refused, "install the published program (./fettle publish), not a build of it");
        if (Enrolment.Load(new StateFolder(state)) is null)
            return ExitCodes.Say(ExitCodes.Refused, "this device has not enrolled; run `fettle-agent enroll --server URL --token TOKEN` first");
        var arguments = new List<string> { "run" };
        if (Path.GetFullPath(state) != StateFolder.DefaultPath)
            arguments.AddRange(["--state", Path.GetFullPath(state)]);
        if (policy is not null)
            arguments.AddRange(["--policy", Path.GetFullPath(policy)]);
        var problem = OperatingSystem.IsWindows()
            ? Platform.Windows.WindowsService.Install(Environment.ProcessPath!, arguments)
            : await Platform.Linux.SystemdUnit.InstallAsync(Environment.ProcessPath!, arguments, Path.GetFullPath(state), cancel);
        if (problem is not null)
            return ExitCodes.Say(ExitCodes.Failed, problem);
        Console.WriteLine("The agent is installed as a service and has been started. Next: fettle-agent status");
        return ExitCodes.Done;
    }
}
