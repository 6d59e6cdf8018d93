using Fettle.Mail.Writing;
using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>
/// Composes a mail that waits and keeps it, byte for byte as it will be sent: a second attempt sends the same. What the other side wrote is not quoted:
/// they have it, and the ticket has it.
/// </summary>
internal sealed class ComposeMail(FettleDb db, BlobStore blobs, IPeople people, ApprovalLetter approvals, ThreadToken token, ServerSettings settings, TimeProvider clock)
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <returns>The message in the blob store.</returns>
    /// <exception cref="ArgumentException">An address cannot be written.</exception>
    /// <exception cref="Platform.Errors.TooLarge">With its files it is larger than what is kept.</exception>
    public async Task<Blob> RunAsync(TicketMail mail, Sender sender, CancellationToken cancel)
    {
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Queue).SingleAsync(t => t.Id == mail.TicketId, cancel);
        var entry = await db.TicketEntries.AsNoTracking().SingleAsync(e => e.Id == mail.EntryId, cancel);
        var variables = await VariablesAsync(ticket, entry, sender, cancel);
        var markdown = await approvals.TextAsync(ticket, entry, cancel) ?? entry.Text ?? "";
        var html = SafeMarkdown.ToHtml(markdown);
        var files = await FilesAsync(entry, html, beside: mail.SideId is not null, cancel);
        var letter = Letter.Of(
            markdown, html, Signature(sender, mail, variables), settings.PublicUrl ?? settings.Urls.Split(';')[0],
            files.Where(f => f.File.ContentId is not null).ToDictionary(f => f.Id, f => f.File.ContentId!));
        var thread = await ThreadAsync(ticket, mail, cancel);
        var draft = new MailDraft
        {
            From = mail.From,
            ReplyTo = sender.PlusAddressing ? [new(sender.DisplayName, mail.SideId is { } beside ? token.SidePlusAddress(sender.Address, ticket.Number, beside) : token.PlusAddress(sender.Address, ticket.Number))] : [],
            To = mail.To,
            Cc = mail.Cc,
            Subject = mail.Subject,
            Date = clock.GetUtcNow(),
            MessageId = mail.MessageId!,
            InReplyTo = thread is [.., var last] ? last : null,
            References = thread,
            Text = letter.Text,
            Html = letter.Html,
            Files = [.. files.Select(f => f.File)],
            AutoSubmitted = mail.Automatic ? "auto-replied" : null,
            // Exchange answers with out-of-office notes what it does not know for automatic by this.
            Fields = mail.Automatic ? [new("X-Auto-Response-Suppress", "All")] : [],
        };
        await using var written = new FileStream(
            Path.Combine(Path.GetTempPath(), $"fettle-mail-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await MailWriter.WriteAsync(draft, written, cancel);
        written.Position = 0;
        return await blobs.KeepAsync(written, cancel);
    }

    private async Task<LetterVariables> VariablesAsync(Ticket ticket, TicketEntry entry, Sender sender, CancellationToken cancel)
    {
        var names = await people.NamesAsync(new[] { ticket.RequesterId, entry.AuthorId }.OfType<long>(), cancel);
        var organisations = await people.OrganisationNamesAsync([ticket.OrganisationId], cancel);
        return new(
            ticket, sender, names.GetValueOrDefault(ticket.RequesterId ?? 0)?.Name, names.GetValueOrDefault(entry.AuthorId ?? 0)?.Name, ticket.Queue?.Name,
            organisations.GetValueOrDefault(ticket.OrganisationId), settings);
    }

    /// <summary>A signature may name what a stranger wrote (the subject), and so has no place under what a program sends.</summary>
    private static Letter? Signature(Sender sender, TicketMail mail, LetterVariables variables)
    {
        if (mail.Automatic || sender.Signature is not { } signature)
            return null;
        var template = MailTemplate.Of(signature);
        return new(template.Text(variables.Value), template.Html(variables.Value));
    }

    /// <summary>The mails of the conversation before this one, oldest first (RFC 5322 §3.6.4). A ticket that began elsewhere begins with an id of its own.</summary>
    private async Task<IReadOnlyList<string>> ThreadAsync(Ticket ticket, TicketMail mail, CancellationToken cancel)
    {
        var entries = db.TicketEntries;
        var earlier = await db.TicketMails.AsNoTracking()
            .Where(m => m.TicketId == ticket.Id && m.SideId == mail.SideId && m.Id < mail.Id && m.MessageId != null && m.MessageId != mail.MessageId && m.State != MailState.Failed)
            .Where(m => m.Direction == MailDirection.Out || mail.SideId != null || entries.Any(e => e.Id == m.EntryId && e.Public))
            .OrderBy(m => m.Id).Select(m => new { m.MessageId, m.Direction }).ToListAsync(cancel);
        var ids = earlier.Select(m => m.MessageId!).Where(CanBeNamed).Distinct(StringComparer.Ordinal).ToList();
        if (earlier is [{ Direction: MailDirection.In }, ..] || mail.SideId is not null)
            return ids;
        var opening = await db.TicketEntries.Where(e => e.TicketId == ticket.Id).OrderBy(e => e.Id).Select(e => e.Id).FirstAsync(cancel);
        return [token.MessageId(ticket.Number, opening, mail.From.Address), .. ids];
    }

    /// <summary>Mail is threaded by what others wrote: an id that is none must not keep the answer from being sent.</summary>
    private static bool CanBeNamed(string id) =>
        id is ['<', _, .., '>'] && id.Length < 500 && System.Text.Ascii.IsValid(id) && !id.AsSpan(1, id.Length - 2).ContainsAny(" \t\r\n\0<>");

    private async Task<List<(long Id, DraftFile File)>> FilesAsync(TicketEntry entry, string html, bool beside, CancellationToken cancel)
    {
        var (named, shown) = (entry.Data?.Files ?? [], Letter.PicturesIn(html).ToHashSet());
        // Whatever ids somebody wrote: what goes out is of this ticket, and the requester may see it.
        var found = await (from a in db.Attachments
                           where a.TicketId == entry.TicketId && (named.Contains(a.Id) || shown.Contains(a.Id))
                           join e in db.TicketEntries on a.EntryId equals e.Id
                           // Who is written to beside the ticket gets what was chosen for them.
                           where e.Public || beside
                           orderby a.Id
                           select new { a.Id, a.Name, a.Hash }).ToListAsync(cancel);
        return
        [
            .. from file in found
               let type = Types.TryGetContentType(file.Name, out var known) ? known : "application/octet-stream"
               let contentId = shown.Contains(file.Id) ? $"file{file.Id}@fettle" : null
               select (file.Id, new DraftFile(file.Name, type, contentId, () => blobs.Open(file.Hash) ?? throw new FileNotFoundException($"The content of {file.Name} is gone.")))
        ];
    }
}
