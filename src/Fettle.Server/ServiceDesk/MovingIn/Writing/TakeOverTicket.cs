using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>
/// Writes a ticket of another system, or what is new on one, inside the caller's transaction. Nobody is told of it: no mail goes out, no rule and no
/// check-up begins, nothing that was late there is escalated here. What people have gone on with here stays as they made it; only messages are added then.
/// </summary>
internal sealed class TakeOverTicket(
    FettleDb db, KnownItems known, TakeOverPeople people, FirstQueue queues, KeepTargets targets, OneTicket one, TicketSearch search, LinkImported links, TimeProvider clock)
{
    private const int LongestQueue = 80, LongestTag = 40, MostTags = 20;

    public sealed record Became(Tally Tally, long Messages = 0, long Files = 0, long Links = 0);

    public async Task<Became> RunAsync(ImportRun run, PreparedTicket prepared, CancellationToken cancel)
    {
        if (prepared.Unchanged)
            return new(new(LeftAlone: 1));
        var (there, item) = (prepared.Ticket, await known.FindAsync(run, ImportedKind.Ticket, prepared.Ticket.Id, cancel));
        var ticket = item is null ? await MakeAsync(run, there, cancel) : await LockAsync(item.LocalId, cancel);
        if (ticket is null)
            return new(new(LeftAlone: 1));

        var isAsLeft = item is null || item.Version == ticket.Version;
        var changedAt = there.UpdatedAt ?? prepared.All!.Messages.Select(m => (DateTimeOffset?)m.At).Max() ?? there.CreatedAt;
        var here = ticket.UpdatedAt;
        await WriteMessagesAsync(run, ticket, prepared, isNew: item is null, cancel);
        if (isAsLeft)
        {
            var assignee = await people.WhoAsync(there.Assignee, run, ticket.OrganisationId, make: false, cancel);
            ticket.TakeOver(there.Status, Subject(there), assignee is { Staff: true } ? assignee.Id : null, changedAt, there.SolvedAt, there.ClosedAt);
            await TagAsync(ticket, [.. there.Tags, .. prepared.All!.Tags], cancel);
        }
        var linked = await links.RunAsync(run, ticket, there, [.. there.Links, .. prepared.All!.Links], cancel);
        ticket.WasLastChanged(isAsLeft ? changedAt : here);
        await SaveAsync(ticket, cancel);

        if (item is null)
            known.Remember(run, ImportedKind.Ticket, there.Id, ticket.Id, there.Stamp, ticket.Version);
        else
            (item.Stamp, item.Version) = (there.Stamp, isAsLeft ? ticket.Version : item.Version);
        await db.SaveChangesAsync(cancel);
        return new(item is null ? new(Made: 1) : new(Updated: 1), prepared.Messages.Count, prepared.Messages.Sum(m => m.Files.Count), linked);
    }

    private async Task<Ticket> MakeAsync(ImportRun run, ImportedTicket there, CancellationToken cancel)
    {
        // The number first: it is the lock under which queues are made, too.
        await db.TicketNumbers.ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, n => n.Last + 1), cancel);
        var number = await db.TicketNumbers.Select(n => n.Last).SingleAsync(cancel);
        var organisation = await people.OrganisationAsync(run, there.OrganisationId, cancel);
        var requester = await people.WhoAsync(there.Requester, run, organisation, make: true, cancel);
        var ticket = Ticket.TakeOver(new(number, organisation, there.Kind, Subject(there), await QueueAsync(organisation, there.Queue, cancel), there.Priority, there.CreatedAt)
        {
            RequesterId = requester?.Id,
        });
        db.Add(ticket);
        await db.SaveChangesAsync(cancel);
        return ticket;
    }

    private async Task<Ticket?> LockAsync(long id, CancellationToken cancel)
    {
        var number = await db.Tickets.Where(t => t.Id == id).Select(t => (long?)t.Number).SingleOrDefaultAsync(cancel);
        return number is { } found ? await one.LockAsync(found, cancel) : null;
    }

    private async Task WriteMessagesAsync(ImportRun run, Ticket ticket, PreparedTicket prepared, bool isNew, CancellationToken cancel)
    {
        var first = isNew;
        foreach (var (message, files) in prepared.Messages)
        {
            // What opens a ticket is the requester's to read; a note that came first is a note.
            if (first && !message.Public)
                ticket.TakeOver(EntryKind.Opened, null, @public: true, Author.Fettle, prepared.Ticket.CreatedAt, data: null, $"import:{run.Prefix}:opened");
            var kind = first && message.Public ? EntryKind.Opened : message.Public ? EntryKind.Reply : EntryKind.Note;
            var who = await people.WhoAsync(message.Author, run, ticket.OrganisationId, make: message.Public && !message.Staff, cancel);
            var sender = who is null ? message.Author?.ToString() : null;
            var entry = ticket.TakeOver(
                kind, Text(message.Text), message.Public, new(message.Staff || !message.Public ? AuthorKind.Staff : AuthorKind.Requester, who?.Id), message.At,
                sender is null ? null : new() { Sender = StorableText.Of(sender) }, PrepareTicket.Once(run, message));
            TakeFiles.AddTo(entry, files);
            first = false;
        }
        if (!isNew)
            return;
        if (first)
            ticket.TakeOver(EntryKind.Opened, null, @public: true, Author.Fettle, prepared.Ticket.CreatedAt, data: null, $"import:{run.Prefix}:opened");
        var owner = prepared.Ticket.Assignee is { } theirs ? await people.WhoAsync(theirs, run, ticket.OrganisationId, make: false, cancel) : null;
        ticket.TakeOver(
            EntryKind.TakenOver, $"{run.Prefix}-{StorableText.Of(prepared.Ticket.Number)}", @public: false, Author.Fettle, clock.GetUtcNow(),
            new() { From = StorableText.Of(prepared.Ticket.StatusThere ?? ""), To = owner?.Name ?? prepared.Ticket.Assignee?.Name, Title = run.Source.ToString() },
            $"import:{run.Prefix}:from");
    }

    /// <summary>What everything that is written is kept by, without what tells of it.</summary>
    private async Task SaveAsync(Ticket ticket, CancellationToken cancel)
    {
        var written = ticket.TakeWritten();
        if (ticket.Status.IsActive)
            await targets.RunAsync([(ticket, written)], cancel, stepsFrom: clock.GetUtcNow());
        db.Nudge("tickets", null, ticket.OrganisationId);
        await db.SaveChangesAsync(cancel);
        await search.PutAsync(ticket, written, cancel);
    }

    private async Task<long> QueueAsync(long organisation, string? name, CancellationToken cancel)
    {
        var called = name is null ? "" : Shown(name, LongestQueue);
        if (called.Length == 0)
            return (await queues.OfAsync(organisation, cancel)).Id;
        if (await db.Queues.Where(q => q.OrganisationId == organisation && q.Name == called).Select(q => (long?)q.Id).SingleOrDefaultAsync(cancel) is { } there)
            return there;
        await queues.OfAsync(organisation, cancel);
        var queue = new Queue { OrganisationId = organisation, Name = called };
        if (await db.Queues.AnyAsync(q => q.OrganisationId == organisation && q.Name == called, cancel))
            return await db.Queues.Where(q => q.OrganisationId == organisation && q.Name == called).Select(q => q.Id).SingleAsync(cancel);
        db.Add(queue);
        await db.SaveChangesAsync(cancel);
        return queue.Id;
    }

    private async Task TagAsync(Ticket ticket, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        await db.Entry(ticket).Collection(t => t.Tags).LoadAsync(cancel);
        var wanted = tags.Select(t => Shown(t, LongestTag).ToLowerInvariant()).Where(t => t.Length > 0).Distinct().Take(MostTags).ToList();
        ticket.Tags.RemoveAll(t => !wanted.Contains(t.Tag));
        ticket.Tags.AddRange(wanted.Except(ticket.Tags.Select(t => t.Tag)).ToList().Select(tag => new TicketTag { OrganisationId = ticket.OrganisationId, Tag = tag }));
    }

    private static string Subject(ImportedTicket there) => Shown(there.Subject, Ticket.LongestSubject) is { Length: > 0 } subject ? subject : $"Ticket {there.Number}";

    private static string Text(string markdown) => StorableText.Of(markdown);

    private static string Shown(string text, int longest)
    {
        var shown = string.Concat(StorableText.Of(text).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return shown.Length <= longest ? shown : $"{shown[..(longest - 1)]}…";
    }
}
