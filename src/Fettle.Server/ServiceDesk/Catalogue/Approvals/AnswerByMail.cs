using System.Text.RegularExpressions;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>
/// Takes the reply to an approval's mail as the answer, where it begins with yes or no, is proven to be from its sender, and that one is asked. What is not
/// taken ends the links that were sent, since whoever reads the ticket can read the mail that quotes them; and who is asked is sent another.
/// </summary>
internal sealed partial class AnswerByMail(FettleDb db, IPeople people, TakeAnswer take, AskApprovers ask, OneTicket one, TimeProvider clock)
{
    /// <summary>So often somebody is asked again about one approval; then a person of the desk has to.</summary>
    private const int MostUnclear = 3;

    /// <param name="token">The mail carries our token.</param>
    /// <returns>The line of the ticket that it became; null where it is no answer to an approval.</returns>
    public async Task<TicketEntry?> RunAsync(Ticket ticket, Letter letter, bool token, CancellationToken cancel)
    {
        var request = await db.CatalogueRequests.SingleOrDefaultAsync(r => r.TicketId == ticket.Id, cancel);
        if (request is null)
            return null;
        var asked = await AskedAsync(ticket.Id, letter, cancel);
        var proven = token && letter.Proof == SenderProof.Proven && !letter.Mail.Automatic;
        var person = proven ? (await people.ByEmailAsync(letter.Address, cancel))?.Id : null;
        var approval = person is { } who ? await OpenAsync(ticket.Id, who, asked, cancel) : null;
        var word = Word().Match(letter.Body);
        if (approval is not null && word.Success)
        {
            var yes = word.Groups["yes"].Success;
            var why = letter.Body[word.Length..].Trim();
            why = why.Length <= TakeAnswer.LongestReason ? why : why[..TakeAnswer.LongestReason];
            if ((yes || why.Length > 0) && !ApproversOf.Concerned(ticket, request).Contains(person!.Value))
                return await take.RunAsync(approval.Id, person.Value, yes, why, AnswerWay.Mail, cancel);
        }
        if (asked is null)
            return null;
        await RenewAsync(asked.Value, cancel);
        if (approval is null || asked != approval.Id)
            return null;
        return await AskAgainAsync(ticket, request, approval, person!.Value, letter, noReason: word.Success, cancel);
    }

    private async Task<TicketEntry> AskAgainAsync(
        Ticket ticket, Requests.CatalogueRequest request, Approval approval, long person, Letter letter, bool noReason, CancellationToken cancel)
    {
        var before = await db.TicketEntries.CountAsync(e => e.TicketId == ticket.Id && e.Kind == EntryKind.ApprovalUnclear && e.AuthorId == person, cancel);
        var entry = ticket.Note(EntryKind.ApprovalUnclear, new(AuthorKind.Requester, person), clock.GetUtcNow(), text: letter.Body, data: new() { Title = approval.Name });
        await one.SaveAsync(ticket, cancel);
        if (before < MostUnclear)
        {
            var because = noReason ? "Your no has arrived. Please say why, so that they can be told: answer with *no* and the reason." : "Your answer has arrived, and it is not clear whether it is a yes or a no. Please begin with one of the two.";
            await ask.RunAsync(ticket, request, approval, EntryKind.ApprovalReminded, because, cancel, only: person);
        }
        return entry;
    }

    /// <summary>The approval whose mail it answers; null where it answers none.</summary>
    private async Task<long?> AskedAsync(long ticket, Letter letter, CancellationToken cancel)
    {
        var ids = letter.Mail.References.Append(letter.Mail.InReplyTo).OfType<string>().Where(id => StorableText.Is(id)).TakeLast(20).ToList();
        var entries = await (from m in db.TicketMails
                             where m.TicketId == ticket && m.Direction == MailDirection.Out && ids.Contains(m.MessageId!)
                             join e in db.TicketEntries on m.EntryId equals e.Id
                             where e.Kind == EntryKind.ApprovalAsked || e.Kind == EntryKind.ApprovalReminded
                             orderby m.Id descending
                             select e.Data).FirstOrDefaultAsync(cancel);
        return entries?.ApprovalId;
    }

    /// <summary>The open approval that this person may answer now: the one whose mail it is, else the one that was asked first.</summary>
    private async Task<Approval?> OpenAsync(long ticket, long person, long? asked, CancellationToken cancel)
    {
        var open = await db.Approvals.Include(a => a.Voices).Where(a => a.TicketId == ticket && a.State == ApprovalState.Open).OrderBy(a => a.Id).ToListAsync(cancel);
        foreach (var approval in open.OrderBy(a => a.Id != asked))
        {
            if (await take.VoiceOfAsync(approval, person, cancel) is not null && !approval.Voices.Exists(v => v.AnsweredById == person))
                return approval;
        }
        return null;
    }

    private async Task RenewAsync(long approval, CancellationToken cancel)
    {
        foreach (var voice in await db.Voices.Where(v => v.ApprovalId == approval && v.Answer == null).ToListAsync(cancel))
            voice.RenewLinks();
        await db.SaveChangesAsync(cancel);
    }

    [GeneratedRegex(@"^\s*[*_>""“„']{0,2}\s*((?<yes>yes|ja)|(?<no>no|nein))(?![\p{L}\p{N}])[\s*_.,!:;–""”“'\\-]*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Word();
}
