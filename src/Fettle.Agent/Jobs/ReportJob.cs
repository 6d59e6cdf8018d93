using Fettle.Agent.Connection;
using Fettle.Protocol;

namespace Fettle.Agent.Jobs;

/// <summary>Tells the server what one job prints, as it prints it, and then how it ended, until both are acknowledged.</summary>
internal sealed class ReportJob(ServerSession server, JobJournal journal, AgentLog log, TimeProvider clock, Random random)
{
    private const int LargestPiece = 32 * 1024;
    private static readonly TimeSpan BetweenPieces = TimeSpan.FromMilliseconds(400);

    /// <param name="output">What the job has printed by now.</param>
    /// <param name="reached">Set when the server can be reached again, to try at once.</param>
    public async Task RunAsync(JobKey key, JobOutputFile output, Signal reached, CancellationToken cancel)
    {
        var backoff = new Backoff(random);
        long told = -1;
        while (true)
        {
            // Asked before the output is read: what a finished job printed is then all there.
            var result = journal.Find(key)?.Result;
            try
            {
                while (told < output.Length)
                {
                    var piece = output.Read(Math.Max(told, 0), LargestPiece);
                    var next = (await server.SendOutputAsync(key.Id, new JobOutput(key.Attempt, Math.Max(told, 0), piece), cancel)).Next;
                    if (next <= told)
                        throw new HttpRequestException($"The server acknowledges no more than {next} characters of the output");
                    told = next;
                    backoff.Reset();
                }
                if (result is not null)
                {
                    await server.SendResultAsync(key.Id, result, cancel);
                    journal.Told(key);
                    return;
                }
                await Task.Delay(BetweenPieces, clock, cancel);
            }
            catch (ServerRefused e) when (e.IsGone)
            {
                // The job was withdrawn, or the device retired. While it runs it is left alone; then there is nobody to tell.
                if (result is not null)
                {
                    log.Warning($"job {key.Id}: the server does not want its result ({e.Message})");
                    journal.Told(key);
                    return;
                }
                await Task.Delay(TimeSpan.FromSeconds(5), clock, cancel);
            }
            catch (Exception e) when (e is HttpRequestException or ServerRefused)
            {
                await reached.WaitAsync(backoff.Next(), clock, cancel);
            }
        }
    }
}
