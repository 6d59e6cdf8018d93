using System.Diagnostics;
using System.Text;
using Fettle.Agent.Platform;
using Fettle.Diagnosis;

namespace Fettle.Agent.Diagnosis;

/// <summary>Runs one command of a remedy by the system's shell, with a time limit, its output passed on line by line.</summary>
internal static class Shell
{
    private const int MostOutput = 16 * 1024;
    private const int CutOff = 124;

    public static async Task<AppliedCommand> RunAsync(string command, TimeSpan limit, Action<string>? onOutput, TimeProvider clock, CancellationToken cancel)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/d", "/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        if (!OperatingSystem.IsWindows())
        {
            start.Environment["PATH"] = Tool.SearchPath;
            start.Environment["LC_ALL"] = "C";
            start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        }
        var started = clock.GetTimestamp();
        var output = new StringBuilder();
        void Take(string? line)
        {
            if (line is null)
                return;
            lock (output)
            {
                output.AppendLine(line);
                if (output.Length > MostOutput)
                    output.Remove(0, output.Length - MostOutput);
            }
            onOutput?.Invoke(line);
        }
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var exit = await ExitAsync(process, limit, Take, cancel);
        lock (output)
            return new AppliedCommand(command, exit, output.ToString().TrimEnd()) { DurationMs = (long)clock.GetElapsedTime(started).TotalMilliseconds };
    }

    private static async Task<int> ExitAsync(Process process, TimeSpan limit, Action<string?> say, CancellationToken cancel)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        wait.CancelAfter(limit);
        try
        {
            // Not WaitForExitAsync alone: that also waits for the outputs, which a started daemon may hold open for ever.
            while (!process.HasExited)
                await Task.Delay(20, wait.Token);
            using var drain = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            await process.WaitForExitAsync(drain.Token);
        }
        catch (OperationCanceledException) when (process.HasExited)
        {
            // It ended by itself at the same moment.
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            say($"cut off after {limit.TotalSeconds:0} s");
            return CutOff;
        }
        return process.ExitCode;
    }
}
