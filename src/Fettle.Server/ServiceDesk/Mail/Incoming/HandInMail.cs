using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// Takes a message from a mail server's alias (<c>POST /api/mail</c>, the message as it is as the body). When it is answered, the message is on the disk:
/// the mail server may forget it. It is understood afterwards.
/// </summary>
internal sealed class HandInMail(
    FettleDb db, CurrentPerson me, IPeople people, BlobStore blobs, MailArrivals arrivals, MailSettings settings, TimeProvider clock) : IUseCase
{
    /// <param name="Again">The same message had been handed in before; this one makes nothing new.</param>
    public sealed record Receipt(long Id, bool Again);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/mail", (long? mailbox, HttpContext context, HandInMail useCase, CancellationToken cancel) => useCase.RunAsync(mailbox, context, cancel));

    /// <param name="mailbox">For which mailbox; null: for the first queue of the caller's organisation.</param>
    /// <exception cref="Forbidden">The caller, or their token, may not deliver mail.</exception>
    /// <exception cref="NotFound">No such mailbox in an organisation where the caller delivers mail.</exception>
    /// <exception cref="TooLarge">The message is larger than what is taken.</exception>
    public async Task<Receipt> RunAsync(long? mailbox, HttpContext context, CancellationToken cancel)
    {
        me.Require(Permission.DeliverMail);
        var organisation = await OrganisationAsync(mailbox, cancel);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = settings.MaximumBytes + 1;
        var blob = await blobs.KeepAsync(
            context.Request.Body, settings.MaximumBytes, $"The message is larger than the {settings.MaximumMegabytes} MB that are taken here (Mail:MaximumMegabytes).", cancel);
        if (blob.Size == 0)
            throw new Invalid("body", "is empty: send the message as it is");

        // Who was not answered sends it again; once it is in the store, that is the same message.
        var before = await db.ReceivedMails.Where(m => m.Hash == blob.Hash && m.OrganisationId == organisation && m.MailboxId == mailbox && m.State != ReceiptState.Discarded)
            .Select(m => (long?)m.Id).FirstOrDefaultAsync(cancel);
        if (before is { } id)
            return new(id, Again: true);

        var now = clock.GetUtcNow();
        var mail = new ReceivedMail { OrganisationId = organisation, MailboxId = mailbox, ReceivedAt = now };
        mail.IsStored(blob.Hash, blob.Size, now);
        mail.IsAcknowledged();
        db.Add(mail);
        await db.SaveChangesAsync(cancel);
        arrivals.Tell();
        return new(mail.Id, Again: false);
    }

    private async Task<long> OrganisationAsync(long? mailbox, CancellationToken cancel)
    {
        var organisation = mailbox is { } id
            ? await db.Mailboxes.Where(m => m.Id == id).Select(m => (long?)m.OrganisationId).SingleOrDefaultAsync(cancel)
            : (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId;
        return organisation is { } found && me.May(Permission.DeliverMail, found) ? found : throw new NotFound(mailbox is null ? "Your organisation" : $"Mailbox {mailbox}");
    }
}
