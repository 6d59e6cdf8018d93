using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Mail.Mailboxes;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// Makes of a message what it is to be: an entry of the ticket that it goes on with, a new ticket, a report on a mail of ours, or a case for the quarantine.
/// Inside the transaction that also marks it as filed, so it happens once or not at all.
/// </summary>
internal sealed class FileMail(
    FettleDb db, OneTicket one, NewTicket tickets, LinkTickets links, IPeople people, IDevices devices, FindThread threads, WhoWrites whoWrites, FileReport reports, FileSideMail sides,
    AnswerByMail approvals, OwnAddresses own, MailSettings settings, TimeProvider clock)
{
    public async Task RunAsync(ReceivedMail received, Mailbox? mailbox, Letter letter, KeepFiles.Files files, CancellationToken cancel)
    {
        received.IsFrom(letter.Sender, letter.Subject);
        if (await BeforeAsync(received, letter, cancel) is { } before)
        {
            received.CameAgain(before.Ticket, before.Entry);
            return;
        }
        if (letter.Mail.Bounce is not null)
        {
            if (await reports.RunAsync(received, letter, cancel) is { } reported)
                received.Became(reported.Ticket, reported.Entry, letter.Content, letter.Conversation);
            else
                received.Quarantine(QuarantineReason.StrayReport, "It reports on the delivery of a message that was not sent from here.");
            return;
        }
        if (!received.Released && await HeldBackAsync(letter, cancel) is { } held)
        {
            received.Quarantine(held.Reason, held.Why);
            return;
        }

        var thread = await threads.RunAsync(letter, cancel);
        var (ticket, entry) = await WriteAsync(letter, files, received, mailbox, thread, cancel);
        db.Add(new TicketMail
        {
            OrganisationId = ticket.OrganisationId,
            TicketId = ticket.Id,
            EntryId = entry.Id,
            SideId = entry.Data?.SideId,
            Direction = MailDirection.In,
            MessageId = letter.Mail.MessageId is { } id ? StorableText.Of(id) : null,
            From = letter.From,
            To = Letter.Clean(letter.Mail.To),
            Cc = Letter.Clean(letter.Mail.Cc),
            Subject = letter.Subject,
            Correspondent = letter.Address,
            Automatic = letter.Mail.Automatic,
            RawHash = received.Hash,
            RawSize = received.Size,
            HasHtml = letter.Mail.Html is not null,
            HasMore = letter.HasMore,
            At = clock.GetUtcNow(),
            State = MailState.Received,
        });
        received.Became(ticket.Id, entry.Id, letter.Content, letter.Conversation);
    }

    /// <summary>The same message earlier, or our own that comes back as a copy.</summary>
    private async Task<(long? Ticket, long? Entry)?> BeforeAsync(ReceivedMail received, Letter letter, CancellationToken cancel)
    {
        if (await db.ReceivedMails.Where(m => m.OrganisationId == received.OrganisationId && m.Content == letter.Content && m.Id != received.Id)
                .Select(m => new { m.TicketId, m.EntryId }).FirstOrDefaultAsync(cancel) is { } same)
            return (same.TicketId, same.EntryId);
        return letter.Mail.MessageId is { } id && StorableText.Is(id)
            && await db.TicketMails.Where(m => m.MessageId == id && m.Direction == MailDirection.Out).Select(m => new { m.TicketId, m.EntryId }).FirstOrDefaultAsync(cancel) is { } ours
            ? (ours.TicketId, ours.EntryId)
            : null;
    }

    private async Task<(QuarantineReason Reason, string Why)?> HeldBackAsync(Letter letter, CancellationToken cancel)
    {
        if (await own.IncludesAsync(letter.Address, cancel))
            return (QuarantineReason.Own, $"It comes from {letter.Address}, which is an address of the desk: to answer it would be to write to ourselves.");
        var since = clock.GetUtcNow().AddHours(-1);
        var sent = await db.TicketMails.CountAsync(m => m.Correspondent == letter.Address && m.Direction == MailDirection.In && m.At > since, cancel);
        return sent >= settings.PerSenderAndHour
            ? (QuarantineReason.TooMany, $"{letter.Address} has sent {sent} mails within an hour; more are taken when somebody lets them through (Mail:PerSenderAndHour).")
            : null;
    }

    private async Task<(Ticket Ticket, TicketEntry Entry)> WriteAsync(Letter letter, KeepFiles.Files files, ReceivedMail received, Mailbox? mailbox, FindThread.Thread? thread, CancellationToken cancel)
    {
        if (thread is { Side: { } side } && await sides.RunAsync(side, letter, files, cancel) is { } aside)
            return aside;
        if (thread is not null && await one.LockSurvivorAsync(thread.Number, cancel) is { } ticket)
        {
            if (await approvals.RunAsync(ticket, letter, thread.Token, cancel) is { } answer)
                return await SaveAsync(ticket, answer, files, cancel);
            var writer = await whoWrites.RunAsync(ticket, letter.Address, cancel);
            // Outlook's index alone does not make a stranger part of anything.
            if (thread.Named || writer.Part != Part.None)
                return await GoOnAsync(ticket, letter, files, writer, Doubt(letter, thread, writer.Part), cancel);
        }
        return await OpenAsync(letter, files, received.OrganisationId, mailbox, cancel);
    }

    private static MailDoubt? Doubt(Letter letter, FindThread.Thread thread, Part part) =>
        letter.Proof == SenderProof.Forged ? MailDoubt.Forged
        : part == Part.None ? MailDoubt.NotConcerned
        : part == Part.Staff && !(thread.Token && letter.Proof == SenderProof.Proven) ? MailDoubt.NotProven
        : letter.Mail.Automatic ? MailDoubt.Automatic
        : null;

    private async Task<(Ticket Ticket, TicketEntry Entry)> GoOnAsync(
        Ticket ticket, Letter letter, KeepFiles.Files files, WhoWrites.Writer writer, MailDoubt? doubt, CancellationToken cancel)
    {
        // Nobody would see a stranger's words on what is done with.
        if (doubt is MailDoubt.NotConcerned or MailDoubt.Forged && !ticket.Status.IsActive && !letter.Mail.Automatic)
            return await BeginAnewAsync(ticket, letter, files, writer.Person, doubt, cancel);
        if (doubt is null && writer.Part != Part.Staff && ticket.Status == TicketStatus.Closed)
            return await BeginAnewAsync(ticket, letter, files, writer.Person, doubt, cancel);

        var now = clock.GetUtcNow();
        var data = DataOf(letter, files, doubt, named: writer.Person is not null && doubt is null);
        var entry = doubt is not null || (writer.Part == Part.Staff && ticket.Status == TicketStatus.Closed)
            // Whoever is doubted does not speak in anybody's name.
            ? ticket.Note(EntryKind.Note, new(AuthorKind.Requester, doubt is MailDoubt.Automatic ? writer.Person?.Id : null), now, text: letter.Body, data: data)
            : writer.Part == Part.Staff
                ? ticket.Answer(letter.Body, new(AuthorKind.Staff, writer.Person!.Id), now)
                : ticket.Hear(letter.Body, new(AuthorKind.Requester, writer.Person?.Id), now, data);
        return await SaveAsync(ticket, entry, files, cancel);
    }

    /// <summary>What was solved or closed stays so; the words get a ticket of their own, which is linked to it.</summary>
    private async Task<(Ticket Ticket, TicketEntry Entry)> BeginAnewAsync(
        Ticket old, Letter letter, KeepFiles.Files files, PersonName? person, MailDoubt? doubt, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        // A stranger learns nothing of the old one, not even its subject.
        var known = doubt is null;
        var requester = known && person?.OrganisationId == old.OrganisationId ? person : null;
        var next = await tickets.OpenAsync(
            new(old.OrganisationId, old.Kind.IsAskedFor ? old.Kind : TicketKind.Incident, known ? old.Subject : letter.Subject, letter.Body)
            {
                RequesterId = requester?.Id,
                DeviceId = requester is not null && requester.Id == old.RequesterId ? old.DeviceId : null,
                QueueId = old.QueueId,
                Data = DataOf(letter, files, doubt, named: requester is not null),
            },
            new(AuthorKind.Requester, requester?.Id), now, cancel);
        await links.AddAsync(next, old, LinkKind.RelatesTo, Author.Fettle, now, cancel);
        await one.SaveAsync(old, cancel);
        return await SaveAsync(next, next.Entries[0], files, cancel);
    }

    private async Task<(Ticket Ticket, TicketEntry Entry)> OpenAsync(Letter letter, KeepFiles.Files files, long organisation, Mailbox? mailbox, CancellationToken cancel)
    {
        MailDoubt? doubt = letter.Proof == SenderProof.Forged ? MailDoubt.Forged : null;
        // A program that writes is not a new person; and a forger is nobody.
        var person = doubt is not null ? null
            : letter.Mail.Automatic ? await people.ByEmailAsync(letter.Address, cancel)
            : await people.CorrespondentAsync(organisation, letter.Address, letter.From.Name, cancel);
        var at = person?.OrganisationId ?? organisation;
        var device = person is null ? null : await devices.WorkplaceOfAsync(person.Id, cancel);
        var ticket = await tickets.OpenAsync(
            new(at, TicketKind.Incident, letter.Subject, letter.Body)
            {
                RequesterId = person?.Id,
                DeviceId = device?.OrganisationId == at ? device.Id : null,
                QueueId = at == mailbox?.OrganisationId ? mailbox.QueueId : null,
                Data = DataOf(letter, files, doubt, named: person is not null),
            },
            new(AuthorKind.Requester, person?.Id), clock.GetUtcNow(), cancel);
        return await SaveAsync(ticket, ticket.Entries[0], files, cancel);
    }

    private async Task<(Ticket Ticket, TicketEntry Entry)> SaveAsync(Ticket ticket, TicketEntry entry, KeepFiles.Files files, CancellationToken cancel)
    {
        TakeFiles.AddTo(entry, files.Kept);
        await one.SaveAsync(ticket, cancel);
        return (ticket, entry);
    }

    private static EntryData? DataOf(Letter letter, KeepFiles.Files files, MailDoubt? doubt, bool named) =>
        named && files.Left == 0
            ? null
            : new() { Sender = named ? null : letter.Sender, Doubt = doubt, Because = files.Left > 0 ? $"{files.Left} more files are in the message itself." : null };
}
