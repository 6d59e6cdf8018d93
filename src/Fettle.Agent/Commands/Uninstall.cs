using System.CommandLine;
using Fettle.Agent.State;

namespace Fettle.Agent.Commands;

/// <summary><c>fettle-agent uninstall</c>: stops and removes the service; with <c>--forget</c> also all that the agent keeps.</summary>
internal static class Uninstall
{
    public static Command Command()
    {
        var forget = new Option<bool>("--forget") { Description = "Also forget the server: delete the device's key, its enrolment and all else that the agent keeps" };
        var state = AgentOptions.State();
        var command = new Command("uninstall", "Stop the service and remove it") { forget, state };
        command.SetAction((parsed, cancel) => RunAsync(new StateFolder(parsed.GetRequiredValue(state)), parsed.GetValue(forget), cancel));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, bool forget, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
            return ExitCodes.Say(ExitCodes.Refused, "a service is removed by root (or an administrator)");
        var problem = OperatingSystem.IsWindows()
            ? Platform.Windows.WindowsService.Uninstall()
            : await Platform.Linux.SystemdUnit.UninstallAsync(cancel);
        if (problem is not null)
            return ExitCodes.Say(ExitCodes.Failed, problem);
        if (forget && OneAgent.IsRunning(state))
            return ExitCodes.Say(ExitCodes.Refused, $"an agent still runs with {state.Path}; stop it first");
        if (forget)
            state.Erase();
        Console.WriteLine(forget ? "The service is removed, and this device no longer knows its server." : $"The service is removed. The enrolment stays in {state.Path}.");
        return ExitCodes.Done;
    }
}
