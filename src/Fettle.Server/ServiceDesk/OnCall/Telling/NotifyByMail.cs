using Fettle.Mail.Network;
using Fettle.Mail.Writing;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Telling;

/// <summary>Writes a mail from the organisation's own address, with the way to the page where the alert is answered.</summary>
internal sealed class NotifyByMail(FettleDb db, SenderConnection connection, ServerSettings settings, TimeProvider clock) : INotify
{
    public Channel Channel => Channel.Mail;

    public async Task<bool> ReachesAsync(Notice notice, CancellationToken cancel) => notice.Email is not null && await SenderAsync(notice, cancel) is not null;

    public async Task SendAsync(Notice notice, CancellationToken cancel)
    {
        var sender = await SenderAsync(notice, cancel) ?? throw new CannotNotify("the organisation sends no mail any more");
        try
        {
            await using var server = await connection.OpenAsync(sender, cancel);
            using var message = await WriteAsync(sender, notice, cancel);
            await server.SendAsync(new(sender.Address, [notice.Email!]) { Size = message.Length }, message, cancel);
            await server.QuitAsync(cancel);
        }
        catch (Exception e) when (e is MailServerFault or MailServerRefusal or MailSignInRefused)
        {
            throw new CannotNotify(SenderConnection.Explain(sender, e));
        }
    }

    /// <summary>The organisation's default, else the one of any of its queues.</summary>
    private Task<Sender?> SenderAsync(Notice notice, CancellationToken cancel) =>
        db.Senders.AsNoTracking().Where(s => s.OrganisationId == notice.OrganisationId).OrderBy(s => s.QueueId != null).ThenBy(s => s.Id).FirstOrDefaultAsync(cancel);

    private async Task<MemoryStream> WriteAsync(Sender sender, Notice notice, CancellationToken cancel)
    {
        var site = settings.PublicUrl ?? settings.Urls.Split(';')[0];
        var message = new MemoryStream();
        var draft = new MailDraft
        {
            From = new(sender.DisplayName, sender.Address),
            To = [new(notice.PersonName, notice.Email!)],
            Subject = $"{(notice.Urgent ? "Urgent: " : "")}{notice.Subject}",
            Date = clock.GetUtcNow(),
            MessageId = MessageId.New(sender.Address[(sender.Address.LastIndexOf('@') + 1)..]),
            Text =
                $"""
                {notice.Subject}
                {(notice.Rotation is null ? "" : $"You are on call: {notice.Rotation}.\n")}
                Look after it: {new Uri(new Uri(site), "/on-call")}
                {(notice.TicketNumber is { } number ? $"The ticket: {new Uri(new Uri(site), $"/tickets/{number}")}\n" : "")}
                """,
            AutoSubmitted = "auto-generated",
        };
        await MailWriter.WriteAsync(draft, message, cancel);
        message.Position = 0;
        return message;
    }
}
