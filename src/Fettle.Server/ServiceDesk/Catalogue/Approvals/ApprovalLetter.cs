using System.Globalization;
using System.Text;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>
/// The words of the mails about approvals, as Markdown. They are made when the mail is composed and are not in the timeline: the link in them answers in its
/// reader's name.
/// </summary>
internal sealed class ApprovalLetter(FettleDb db, IPeople people, ApprovalLinks links, ServerSettings settings)
{
    /// <summary>Entries whose mail is between Fettle and the one who decides, and for nobody else to look at.</summary>
    public static bool IsPrivate(EntryKind kind) => kind is EntryKind.ApprovalAsked or EntryKind.ApprovalReminded or EntryKind.ApprovalUnclear;

    /// <returns>Null where the entry's own text is what the mail says.</returns>
    public async Task<string?> TextAsync(Ticket ticket, TicketEntry entry, CancellationToken cancel) => entry.Kind switch
    {
        EntryKind.ApprovalAsked or EntryKind.ApprovalReminded => await AskAsync(ticket, entry, cancel),
        EntryKind.RequestApproved => $"Your request “{SafeMarkdown.Escape(ticket.Subject)}” is approved. We have begun to work on it; you can follow it here: {Page($"/help/requests/{ticket.Number}")}",
        EntryKind.RequestRefused =>
            $"""
            Your request “{SafeMarkdown.Escape(ticket.Subject)}” was not approved. This is what was said about it:

            > {SafeMarkdown.Escape(entry.Text ?? "")}

            If something is to be added, just answer this mail.
            """,
        _ => null,
    };

    private async Task<string> AskAsync(Ticket ticket, TicketEntry entry, CancellationToken cancel)
    {
        var request = await db.CatalogueRequests.AsNoTracking().SingleAsync(r => r.TicketId == ticket.Id, cancel);
        var approval = await db.Approvals.AsNoTracking().Include(a => a.Voices).SingleAsync(a => a.Id == entry.Data!.ApprovalId, cancel);
        var voice = approval.Voices.Single(v => v.Id == entry.Data!.VoiceId);
        var names = await people.NamesAsync(new[] { ticket.RequesterId, voice.PersonId }.OfType<long>(), cancel);
        var text = new StringBuilder();
        if (entry.Data?.Because is { } because)
            text.Append(because).Append("\n\n");
        text.Append(SafeMarkdown.Escape(names.GetValueOrDefault(ticket.RequesterId ?? 0)?.Name ?? "Somebody")).Append(" asks for **").Append(SafeMarkdown.Escape(request.Name)).Append("**");
        if (request.Cost is { } cost)
            text.Append(CultureInfo.InvariantCulture, $" ({cost:0.00} {request.Currency})");
        text.Append(", and your yes or no is needed.");
        if (voice.PersonId != entry.Data!.PersonId)
            text.Append(" You are asked in the place of ").Append(SafeMarkdown.Escape(names.GetValueOrDefault(voice.PersonId)?.Name ?? "a colleague")).Append('.');
        text.Append("\n\n").Append(ShowAnswers.Markdown(request.ReadShown())).Append("\n\n");
        text.Append("**Decide here:** ").Append(Page($"/approve#{links.Make(voice, entry.Data.PersonId!.Value, approval)}")).Append("\n\n");
        text.Append("Or answer this mail: begin with *yes*, or with *no* and say why.");
        if (approval.DueAt is { } due)
            text.Append(CultureInfo.InvariantCulture, $" Please do so before {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
        return text.Append("\n\nThe link answers in your name: do not pass this mail on.").ToString();
    }

    private string Page(string path) => $"{(settings.PublicUrl ?? settings.Urls.Split(';')[0]).TrimEnd('/')}{path}";
}
