using System.Diagnostics;
using System.Text;

namespace Fettle.Agent.Platform;

/// <summary>Runs a process to its end and passes on what it prints, both streams in the order of arrival.</summary>
internal static class ShellProcess
{
    private static readonly TimeSpan LeftoverOutput = TimeSpan.FromSeconds(2);

    /// <param name="end">Ends the process with everything it started.</param>
    public static async Task<int> RunAsync(
        ProcessStartInfo what, Encoding encoding, Action<string> printed, Func<Process, Task> end, CancellationToken cancel)
    {
        what.RedirectStandardInput = what.RedirectStandardOutput = what.RedirectStandardError = true;
        what.UseShellExecute = false;
        what.CreateNoWindow = true;
        cancel.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = what };
        process.Start();

        // There is nobody to answer a question: it gets an end of file instead of waiting for ever.
        process.StandardInput.Close();
        var inOrder = new Lock();
        var listening = true;
        var reading = Task.WhenAll(
            PassOnAsync(process.StandardOutput.BaseStream), PassOnAsync(process.StandardError.BaseStream));
        try
        {
            await process.WaitForExitAsync(cancel);

            // A service that the command started keeps the pipe open. Its later words are not the command's: they are read, so that it
            // does not stall, and dropped.
            await Task.WhenAny(reading, Task.Delay(LeftoverOutput, cancel));
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await end(process);
            throw;
        }
        finally
        {
            lock (inOrder)
                listening = false;
        }

        async Task PassOnAsync(Stream stream)
        {
            var decoder = encoding.GetDecoder();
            var bytes = new byte[4096];
            var text = new char[encoding.GetMaxCharCount(bytes.Length)];
            int count;
            do
            {
                count = await ReadAsync(stream, bytes);
                var length = decoder.GetChars(bytes.AsSpan(0, count), text, flush: count == 0);
                lock (inOrder)
                {
                    if (length > 0 && listening)
                        printed(new string(text, 0, length));
                }
            }
            while (count > 0);
        }
    }

    /// <summary>Zero at the end, also when the process object was disposed of while something it left behind still held the pipe.</summary>
    private static async Task<int> ReadAsync(Stream stream, byte[] into)
    {
        try
        {
            return await stream.ReadAsync(into);
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException or OperationCanceledException)
        {
            return 0;
        }
    }
}
