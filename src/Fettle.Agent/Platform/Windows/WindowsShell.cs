using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Fettle.Agent.Platform.Windows;

/// <summary>Commands by <c>cmd /c</c>.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsShell
{
    private static readonly Encoding Oem = CodePagesEncodingProvider.Instance.GetEncoding((int)GetOEMCP()) ?? Encoding.UTF8;

    public static Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel)
    {
        // With /s, what stands between the outer quotes is the command, whatever quotes are in it.
        var what = new ProcessStartInfo(Path.Combine(Environment.SystemDirectory, "cmd.exe"), $"/d /s /c \"{command}\"") { WorkingDirectory = Environment.SystemDirectory };
        return ShellProcess.RunAsync(what, Oem, printed, EndTreeAsync, cancel);
    }

    private static Task EndTreeAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        return Task.CompletedTask;
    }

    [LibraryImport("kernel32")]
    private static partial uint GetOEMCP();
}
