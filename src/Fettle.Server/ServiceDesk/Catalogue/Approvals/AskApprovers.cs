using Fettle.Mail;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Delegating;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Asks those who have not answered yet, and who stands in for them: a line of the timeline and a mail for each, and their own page at once.</summary>
internal sealed class AskApprovers(FettleDb db, IPeople people, StandIns standIns, WriteLetter write, OneTicket one, TimeProvider clock)
{
    /// <param name="kind"><see cref="EntryKind.ApprovalAsked"/> or <see cref="EntryKind.ApprovalReminded"/>.</param>
    /// <param name="because">Why they are asked again, for the beginning of the mail.</param>
    /// <param name="only">Of those who may answer, this one alone.</param>
    public async Task RunAsync(Ticket ticket, CatalogueRequest request, Approval approval, EntryKind kind, string? because, CancellationToken cancel, long? only = null)
    {
        var waiting = approval.Voices.Where(v => v.Answer is null).ToList();
        if (waiting.Count == 0)
        {
            ticket.Note(EntryKind.ApprovalStuck, Author.Fettle, clock.GetUtcNow(), data: new() { Title = approval.Name });
            await one.SaveAsync(ticket, cancel);
            return;
        }
        var deputies = await standIns.ForAsync(waiting.ConvertAll(v => v.PersonId), cancel);
        var concerned = ApproversOf.Concerned(ticket, request);
        var asked = (from voice in waiting
                     from person in deputies[voice.PersonId].Prepend(voice.PersonId)
                     where !concerned.Contains(person) && (only is null || only == person)
                     select (Voice: voice, Person: person)).DistinctBy(a => a.Person).ToList();
        var known = await people.NamesAsync(asked.Select(a => a.Person), cancel);
        var requester = ticket.RequesterId is { } id ? (await people.NamesAsync([id], cancel)).GetValueOrDefault(id)?.Name : null;
        foreach (var (voice, person) in asked)
        {
            var name = known.GetValueOrDefault(person);
            var data = new EntryData { Title = approval.Name, To = name?.Name, PersonId = person, ApprovalId = approval.Id, VoiceId = voice.Id, Because = because };
            var entry = ticket.Note(kind, Author.Fettle, clock.GetUtcNow(), data: data);
            await one.SaveAsync(ticket, cancel);
            if (name?.Email is { } address)
                await write.RunAsync(ticket, entry, new MailAddress(name.Name, address), Subject(ticket, request, requester), cancel);
            db.Nudge("approvals", approval.Id, ticket.OrganisationId, person);
        }
        await db.SaveChangesAsync(cancel);
    }

    private static string Subject(Ticket ticket, CatalogueRequest request, string? requester) =>
        $"[#{ticket.Number}] Please decide: {request.Name}{(requester is null ? "" : $" for {requester}")}";
}
