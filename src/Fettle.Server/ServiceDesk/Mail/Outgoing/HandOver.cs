using Fettle.Mail.Network;
using Fettle.Mail.Smtp;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Hands mails of one sender to its server, one after the other over one connection, and writes down what became of each.</summary>
internal sealed class HandOver(
    FettleDb db, ComposeMail compose, SenderConnection connection, BlobStore blobs, ThreadToken token, MailOutcome outcome, NotWrittenDown notWritten, TimeProvider clock)
{
    /// <summary>What somebody's own mail server is given to end with a mail when this server is to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Longest = SendWaitingMail.Lease - TimeSpan.FromMinutes(1);

    public async Task RunAsync(IReadOnlyList<TicketMail> mails, CancellationToken stop)
    {
        var sender = await db.Senders.AsNoTracking().SingleOrDefaultAsync(s => s.Id == mails[0].SenderId, stop);
        if (sender is null)
        {
            foreach (var mail in mails)
                await outcome.FailedAsync(mail, "The address that it was to be sent from was taken away.", [], stop);
            return;
        }

        using var limit = new CancellationTokenSource(Longest, clock);
        await using var stopping = stop.Register(() => limit.CancelAfter(Grace));
        SmtpClient server;
        try
        {
            server = await connection.OpenAsync(sender, limit.Token);
        }
        catch (Exception e) when (e is MailServerFault or MailServerRefusal or MailSignInRefused or OperationCanceledException)
        {
            await outcome.SenderTroubleAsync(sender, SenderConnection.Explain(sender, e), CancellationToken.None);
            await PutOffAsync(mails, SenderConnection.Explain(sender, e));
            await outcome.WaitForServerAsync(sender, CancellationToken.None);
            return;
        }
        await using (server)
        {
            for (var i = 0; i < mails.Count; i++)
            {
                // What was begun is ended; what was not is another's.
                var usable = !stop.IsCancellationRequested && await SendAsync(sender, mails[i], server, limit.Token);
                if (usable)
                    continue;
                await outcome.GiveBackAsync([.. mails.Skip(stop.IsCancellationRequested ? i : i + 1)], CancellationToken.None);
                return;
            }
            await SayGoodbyeAsync(server, limit.Token);
        }
        await outcome.SenderTroubleAsync(sender, null, CancellationToken.None);
    }

    /// <summary>False where the connection is of no more use.</summary>
    private async Task<bool> SendAsync(Sender sender, TicketMail mail, SmtpClient server, CancellationToken cancel)
    {
        if (notWritten.Find(mail.Id) is { } before)
        {
            await WriteDownAsync(mail, before);
            return true;
        }
        if (!await outcome.StillOursAsync(mail, CancellationToken.None))
            return true;
        try
        {
            var acceptance = await SendAsync(sender, mail, server, await RawOfAsync(sender, mail, cancel), cancel);
            notWritten.Add(mail.Id, acceptance.Refused);
            await WriteDownAsync(mail, acceptance.Refused);
            return true;
        }
        catch (MailServerRefusal e) when (SenderConnection.IsAboutTheSender(e))
        {
            await outcome.SenderTroubleAsync(sender, SenderConnection.Explain(sender, e), CancellationToken.None);
            await PutOffAsync([mail], SenderConnection.Explain(sender, e));
            return false;
        }
        catch (MailServerRefusal e) when (e.Code is >= 500 and < 600)
        {
            var refused = mail.To.Count + mail.Cc.Count == 1 ? (IReadOnlyList<SmtpRecipientRefusal>)[new(mail.To[0].Address, new(e.Code, e.Message))] : [];
            await outcome.FailedAsync(mail, $"{sender.Host} refused it: {e.Code} {e.Message}", refused, CancellationToken.None);
            return true;
        }
        catch (MailServerRefusal e)
        {
            await PutOffAsync([mail], $"{sender.Host} does not take it now: {e.Code} {e.Message}");
            return true;
        }
        catch (Exception e) when (e is MailServerFault or OperationCanceledException)
        {
            await PutOffAsync([mail], SenderConnection.Explain(sender, e));
            return false;
        }
        catch (Exception e) when (e is ArgumentException or TooLarge or FileNotFoundException)
        {
            await outcome.FailedAsync(mail, $"It cannot be written: {e.Message}", [], CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is IOException or StorageFull)
        {
            await PutOffAsync([mail], $"It cannot be kept: {e.Message}");
            return true;
        }
    }

    private async Task<Stream> RawOfAsync(Sender sender, TicketMail mail, CancellationToken cancel)
    {
        if (mail.RawHash is { } kept && blobs.Open(kept) is { } again)
            return again;
        var blob = await compose.RunAsync(mail, sender, cancel);
        (mail.RawHash, mail.RawSize) = (blob.Hash, blob.Size);
        await db.TicketMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.RawHash, blob.Hash).SetProperty(m => m.RawSize, blob.Size), CancellationToken.None);
        return blobs.Open(blob.Hash)!;
    }

    private async Task<SmtpAcceptance> SendAsync(Sender sender, TicketMail mail, SmtpClient server, Stream raw, CancellationToken cancel)
    {
        await using (raw)
        {
            var number = await outcome.NumberOfAsync(mail, cancel);
            // Reports of what became of it come back to the ticket by the address alone, even without the mail's header.
            var from = sender.PlusAddressing ? token.PlusAddress(sender.Address, number) : sender.Address;
            var to = mail.To.Concat(mail.Cc).Select(a => a.Address).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            return await server.SendAsync(new(from, to) { EnvelopeId = token.Of(number), Size = mail.RawSize }, raw, cancel);
        }
    }

    private async Task WriteDownAsync(TicketMail mail, IReadOnlyList<SmtpRecipientRefusal> refused)
    {
        await outcome.SentAsync(mail, refused, CancellationToken.None);
        notWritten.Remove(mail.Id);
    }

    private async Task PutOffAsync(IReadOnlyList<TicketMail> mails, string why)
    {
        foreach (var mail in mails)
            await outcome.PutOffAsync(mail, why, CancellationToken.None);
    }

    private static async Task SayGoodbyeAsync(SmtpClient server, CancellationToken cancel)
    {
        try
        {
            await server.QuitAsync(cancel);
        }
        catch (Exception e) when (e is MailServerFault or OperationCanceledException)
        {
            // Every mail has its answer already; a server that hangs up without a goodbye changes nothing.
        }
    }
}
