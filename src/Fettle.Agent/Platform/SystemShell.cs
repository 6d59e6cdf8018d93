using Fettle.Agent.Platform.Linux;
using Fettle.Agent.Platform.Windows;

namespace Fettle.Agent.Platform;

/// <summary>The shell that remedies and scripts run in.</summary>
internal static class SystemShell
{
    /// <summary>Gives what the command prints as it comes, both streams in the order of arrival. Cancelling ends it with everything it started.</summary>
    /// <returns>Its exit code.</returns>
    public static Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel) =>
        OperatingSystem.IsWindows() ? WindowsShell.RunAsync(command, printed, cancel) : LinuxShell.RunAsync(command, printed, cancel);
}
