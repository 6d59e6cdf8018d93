using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>Commands by <c>/bin/sh -c</c>, each in a session of its own, so that it can be ended with everything it started.</summary>
internal static partial class LinuxShell
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly string? SetSid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    public static Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel)
    {
        string[] shell = ["/bin/sh", "-c", command];
        var what = SetSid is null ? new ProcessStartInfo(shell[0], shell[1..]) : new ProcessStartInfo(SetSid, shell);
        what.WorkingDirectory = "/";
        what.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        what.Environment.Remove("NOTIFY_SOCKET");
        what.Environment.Remove("WATCHDOG_USEC");
        what.Environment.Remove("WATCHDOG_PID");
        what.Environment.Remove("JOURNAL_STREAM");
        // The same words and the same programs, whoever started the agent and however.
        what.Environment["LC_ALL"] = "C.UTF-8";
        what.Environment["PATH"] = Tool.SearchPath;
        return ShellProcess.RunAsync(what, Encoding.UTF8, printed, SetSid is null ? EndTreeAsync : EndGroupAsync, cancel);
    }

    private static async Task EndGroupAsync(Process process)
    {
        _ = Signal(-process.Id, Terminate);
        using var patience = new CancellationTokenSource(Grace);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It does not want to; what follows asks no more.
        }
        _ = Signal(-process.Id, Kill);
    }

    private static Task EndTreeAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        return Task.CompletedTask;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
