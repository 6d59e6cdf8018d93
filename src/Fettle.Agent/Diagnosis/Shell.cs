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
        var started = clock.GetTimestamp();
        var (output, line) = (new StringBuilder(), new StringBuilder());
        using var timeUp = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancel);
        int exitCode;
        try
        {
            exitCode = await SystemShell.RunAsync(command, Take, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Take($"\ncut off after {limit.TotalSeconds:0} s");
            exitCode = CutOff;
        }
        if (line.Length > 0)
            onOutput?.Invoke(line.ToString());
        return new AppliedCommand(command, exitCode, output.ToString().TrimEnd()) { DurationMs = (long)clock.GetElapsedTime(started).TotalMilliseconds };

        void Take(string text)
        {
            output.Append(text);
            if (output.Length > MostOutput)
                output.Remove(0, output.Length - MostOutput);
            line.Append(text);
            while (line.ToString().IndexOf('\n') is >= 0 and var end)
            {
                onOutput?.Invoke(line.ToString(0, end).TrimEnd('\r'));
                line.Remove(0, end + 1);
            }
        }
    }
}
