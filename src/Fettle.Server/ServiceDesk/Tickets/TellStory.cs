using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Gathers from a ticket's timeline what it teaches.</summary>
internal sealed class TellStory(FettleDb db, OneTicket one) : ITickets
{
    private const int LastNotes = 5;

    private static readonly EntryKind[] Telling =
    [
        EntryKind.Opened, EntryKind.Reply, EntryKind.Note, EntryKind.CheckUpFinished, EntryKind.RemedyStarted, EntryKind.RemedyFinished,
    ];

    public async Task<TicketStory> StoryOfAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var entries = await db.TicketEntries.AsNoTracking().Where(e => e.TicketId == ticket.Id && Telling.Contains(e.Kind)).OrderBy(e => e.Id).ToListAsync(cancel);
        var checkUp = entries.FindLast(e => e is { Kind: EntryKind.CheckUpFinished, Data.Causes.Count: > 0 })?.Data;
        return new(
            ticket.Number, ticket.OrganisationId, ticket.Subject, !ticket.Status.IsActive, entries.Find(e => e.Kind == EntryKind.Opened)?.Text ?? ticket.Subject,
            checkUp?.Causes ?? [], checkUp?.Evidence ?? [],
            [
                .. from e in entries
                   where e is { Kind: EntryKind.RemedyFinished, Data.Verified: true }
                   let d = e.Data
                   let started = entries.FindLast(s => s.Kind == EntryKind.RemedyStarted && s.Id < e.Id && s.Data?.JobId == d.JobId)
                   select new StoryOfFix(
                       d.Cause, d.Title ?? ticket.Subject, started?.Data?.Commands ?? [], d.PlainExplanation ?? "", d.PlainRemedy ?? "", d.Evidence ?? [])
            ],
            [.. entries.Where(e => e.Kind == EntryKind.Note && e.Text is not null).TakeLast(LastNotes).Select(e => e.Text!)],
            entries.FindLast(e => e is { Kind: EntryKind.Reply, AuthorKind: AuthorKind.Staff })?.Text);
    }
}
