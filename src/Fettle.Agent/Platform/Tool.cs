using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Fettle.Agent.Platform;

/// <summary>An external program, where there is one.</summary>
internal static class Tool
{
    private const int MostOutput = 1024 * 1024;
    private static readonly string[] Folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public sealed record Result(int ExitCode, string Output, string Error);

    public static string SearchPath => string.Join(':', Folders);

    /// <returns>Its full path; null when it is not installed.</returns>
    public static string? Find(string name) => Folders.Select(folder => $"{folder}/{name}").FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end, with the C locale and nothing to read.</summary>
    /// <returns>Null when it is not installed or cannot be started.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the program has been killed.</exception>
    public static async Task<Result?> RunAsync(string name, IEnumerable<string> arguments, CancellationToken cancel)
    {
        if ((name.Contains('/') ? name : Find(name)) is not { } path)
            return null;
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        start.Environment["PATH"] = SearchPath;
        start.Environment["SYSTEMD_PAGER"] = "";
        start.Environment["SYSTEMD_COLORS"] = "0";
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }
        process.StandardInput.Close();
        try
        {
            var output = ReadAsync(process.StandardOutput, cancel);
            var error = ReadAsync(process.StandardError, cancel);
            await process.WaitForExitAsync(cancel);
            return new Result(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancel)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        for (int read; (read = await reader.ReadAsync(buffer, cancel)) > 0;)
        {
            if (text.Length < MostOutput)
                text.Append(buffer, 0, read);
        }
        return text.ToString();
    }
}
