using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>What somebody is asked to agree to, with all that they need for it.</summary>
/// <param name="InPlaceOf">For whom they are asked, where they stand in for somebody.</param>
/// <param name="MayAnswer">It is open, and they have not answered.</param>
/// <param name="Others">What those who have answered said.</param>
internal sealed record Question(
    long Id, string Name, long Number, string Service, string Subject, string? Requester, string? InPlaceOf, ApprovalState State, bool MayAnswer, bool? Answer, string? Because,
    DateTimeOffset AskedAt, DateTimeOffset? DueAt, decimal? Cost, string Currency, IReadOnlyList<ShownAnswer> Answers, IReadOnlyList<Question.Said> Others)
{
    public sealed record Said(string Name, bool Yes, string? Because);
}

/// <summary>Shows questions to somebody who may answer them.</summary>
internal sealed class ShowQuestion(FettleDb db, IPeople people, TakeAnswer take)
{
    /// <param name="person">To whom it is shown; that they may see it was asked before.</param>
    public async Task<Question> RunAsync(Approval approval, long person, CancellationToken cancel)
    {
        var request = await db.CatalogueRequests.AsNoTracking().SingleAsync(r => r.TicketId == approval.TicketId, cancel);
        var ticket = await db.Tickets.AsNoTracking().SingleAsync(t => t.Id == approval.TicketId, cancel);
        var names = await people.NamesAsync(approval.Voices.SelectMany(v => new[] { v.PersonId, v.AnsweredById }).Append(ticket.RequesterId).OfType<long>(), cancel);
        var mine = approval.Voices.Find(v => v.AnsweredById == person);
        var waiting = mine is null && approval.State == ApprovalState.Open ? await take.VoiceOfAsync(approval, person, cancel) : null;
        var inPlaceOf = (mine ?? waiting) is { } voice && voice.PersonId != person ? NameOf(voice.PersonId) : null;
        return new(
            approval.Id, approval.Name, ticket.Number, request.Name, ticket.Subject, NameOf(ticket.RequesterId), inPlaceOf, approval.State,
            waiting is not null && !ApproversOf.Concerned(ticket, request).Contains(person), mine?.Answer, mine?.Because, approval.OpenedAt ?? ticket.CreatedAt, approval.DueAt,
            request.Cost, request.Currency, request.ReadShown(),
            [.. from v in approval.Voices where v.Answer is not null && v.AnsweredById != person orderby v.AnsweredAt select new Question.Said(NameOf(v.AnsweredById) ?? "", v.Answer!.Value, v.Because)]);

        string? NameOf(long? id) => id is { } known ? names.GetValueOrDefault(known)?.Name ?? $"Person {known}" : null;
    }
}
