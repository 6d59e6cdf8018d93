using Fettle.Mail.Network;

namespace Fettle.Mail.Imap;

/// <summary>Waiting for a mailbox to change.</summary>
internal static class ImapIdle
{
    /// <summary>How often a server is asked that cannot tell by itself.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>IDLE (RFC 2177).</summary>
    public static async Task<bool> WaitAsync(ImapConnection connection, TimeProvider clock, TimeSpan atMost, CancellationToken cancel)
    {
        var tag = await connection.SendAsync("IDLE", cancel);
        var started = clock.GetTimestamp();
        var changed = false;
        // A read that is broken off would leave the connection unusable: it goes on, and DONE makes the server answer it.
        Task<ImapResponse>? reading = null;
        while (!changed)
        {
            var left = atMost - clock.GetElapsedTime(started);
            // Silence is what IDLE is for: the time limit of other answers does not hold.
            reading ??= connection.ReadAsync(null, cancel, patience: atMost + TimeSpan.FromMinutes(1));
            if (left <= TimeSpan.Zero || await Task.WhenAny(reading, Task.Delay(left, clock, cancel)) != reading)
                break;
            var response = await reading;
            reading = null;
            if (response.Tag == tag)
                throw new MailServerRefusal(0, response.Text);
            if (response.IsBye)
                throw new MailServerFault($"{connection.Server.Host} ends the connection: {response.Text}");
            changed = IsChange(response);
        }
        cancel.ThrowIfCancellationRequested();
        await connection.LineAsync("DONE", cancel);
        while (true)
        {
            var response = await (reading ?? connection.ReadAsync(null, cancel));
            reading = null;
            changed |= IsChange(response);
            if (response.Tag == tag)
                return changed;
        }
    }

    /// <summary>NOOP now and then (RFC 3501 §6.1.2).</summary>
    public static async Task<bool> PollAsync(ImapConnection connection, TimeProvider clock, TimeSpan atMost, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            if ((await connection.CommandAsync("NOOP", cancel)).Exists(IsChange))
                return true;
            var left = atMost - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;
            await Task.Delay(left < Pause ? left : Pause, clock, cancel);
        }
    }

    private static bool IsChange(ImapResponse response) =>
        response.NumberBefore("EXISTS") is not null || response.NumberBefore("RECENT") is not null || response.NumberBefore("EXPUNGE") is not null;
}
