using Fettle.Mail;
using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Quarantine;

/// <summary>A message of the quarantine as far as it can be read, to decide about it.</summary>
internal sealed class ReadQuarantined(FettleDb db, CurrentPerson me, BlobStore blobs) : IUseCase
{
    private const int LongestText = 20_000;

    /// <param name="Text">Plain, cut where it is long; null where there is none or the message is not here.</param>
    /// <param name="Header">The first fields, as they came.</param>
    public sealed record Held(
        long Id, string? Sender, string? Subject, DateTimeOffset ReceivedAt, long Size, bool Stored, QuarantineReason Reason, string? Why, string? Text,
        IReadOnlyList<string> Header, IReadOnlyList<string> Files);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/mail/quarantine/{id:long}", (long id, ReadQuarantined useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such message in the quarantine of an organisation whose tickets the caller sees.</exception>
    public async Task<Held> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        if (await db.ReceivedMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.State == ReceiptState.Quarantined, cancel) is not { } mail || !me.May(Permission.ViewTickets, mail.OrganisationId))
            throw new NotFound($"Mail {id}");
        await using var stored = mail.Hash is null ? null : blobs.Open(mail.Hash);
        using var raw = stored is null ? null : await RawMail.ReceiveAsync(stored, cancel: cancel);
        var read = raw is null ? null : MailReader.Read(raw, cancel: cancel);
        return new(
            id, mail.Sender ?? read?.From?.Address, mail.Subject ?? read?.Subject, mail.ReceivedAt, mail.Size, mail.Hash is not null, mail.Reason ?? QuarantineReason.Failed, mail.Why,
            read?.Text is { } text ? StorableText.Of(text.Length <= LongestText ? text : text[..LongestText] + "…") : null,
            [.. (read?.Header ?? []).Take(40).Select(f => StorableText.Of($"{f.Name}: {(f.Value.Length <= 500 ? f.Value : f.Value[..500] + "…")}"))],
            [.. (read?.Attachments ?? []).Take(50).Select(a => $"{a.Name ?? a.Type}")]);
    }
}
