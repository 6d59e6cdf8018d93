using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Personal;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Fettle.Server.ServiceDesk.Calls;

/// <summary>
/// Keeps what was said on the telephone: as a new ticket, or as a note on one that there is, with the minutes it took as time spent. All of it at once, so
/// that the technician presses one key when they hang up.
/// </summary>
internal sealed class LogCall(
    FettleDb db, CurrentPerson me, IPeople people, OpenTicket open, OneTicket one, OnceOnly once, BeforeSolving before, TimeProvider clock) : IUseCase
{
    private const int ADay = 24 * 60;

    /// <param name="PersonId">Who called; null where they are nobody known, which only a new ticket can be from.</param>
    /// <param name="Number">The number that they called from.</param>
    /// <param name="Ticket">The ticket it was about; null: a new one.</param>
    /// <param name="Subject">Of a new ticket.</param>
    /// <param name="Body">What was said, Markdown.</param>
    /// <param name="Minutes">How long it took; 0 writes no time down.</param>
    /// <param name="DeviceId">Of a new ticket; left out: where the caller works.</param>
    /// <param name="Solved">It was solved while talking.</param>
    /// <param name="KeepNumber">Add the number to the caller's, so that they are known next time.</param>
    public sealed record Request(
        string Body, int Minutes, long? PersonId = null, string? Number = null, long? Ticket = null, string? Subject = null, long? DeviceId = null,
        TicketKind Kind = TicketKind.Incident, Level? Impact = null, Level? Urgency = null, bool Solved = false, bool KeepNumber = false);

    /// <param name="NewTicket">False where it became a note.</param>
    public sealed record Logged(long Number, bool NewTicket);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/calls",
        (Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, LogCall useCase, CancellationToken cancel) =>
            useCase.RunAsync(request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">Nothing is written, or it names somebody or something that is not there.</exception>
    /// <exception cref="Conflict">It cannot be solved yet: parts of it are open, or a field is needed.</exception>
    public async Task<Logged> RunAsync(Request request, string? idempotencyKey, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var body = Demand.Text(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true);
        var number = Demand.OptionalText(request.Number, "number", longest: 50);
        if (request.Minutes is < 0 or > ADay)
            throw new Invalid("minutes", $"are not between 0 and {ADay}");
        var on = await once.RunAsync(
            idempotencyKey,
            request,
            async () =>
            {
                var call = new EntryData { Call = new(number, request.Minutes) };
                var state = request.Ticket is { } ticket ? await NoteAsync(ticket, request, body, call, cancel) : await OpenAsync(request, body, call, cancel);
                if (request.KeepNumber && number is not null && request.PersonId is { } caller && await MayKeepAsync(caller, cancel))
                    await people.RememberPhoneAsync(caller, number, cancel);
                return state;
            },
            cancel);
        return new(on, NewTicket: request.Ticket is null);
    }

    private async Task<(long Organisation, long Number)> OpenAsync(Request request, string body, EntryData call, CancellationToken cancel)
    {
        var made = await open.RunAsync(
            new(request.Kind, request.Subject ?? "", body, null, request.PersonId, request.DeviceId, request.Impact, request.Urgency, null, null), null, cancel, call);
        return await FinishAsync(made.Number, request, _ => Task.CompletedTask, cancel);
    }

    private Task<(long Organisation, long Number)> NoteAsync(long number, Request request, string body, EntryData call, CancellationToken cancel) => FinishAsync(
        number,
        request,
        ticket =>
        {
            ticket.Note(EntryKind.Note, Author.Staff(me), clock.GetUtcNow(), text: body, data: call);
            // They were asked something, and have called.
            if (ticket.Status == TicketStatus.WaitingForRequester && request.PersonId == ticket.RequesterId && !request.Solved)
                ticket.ChangeStatus(TicketStatus.Open, null, Author.Staff(me), clock.GetUtcNow());
            return Task.CompletedTask;
        },
        cancel);

    private async Task<(long Organisation, long Number)> FinishAsync(long number, Request request, Func<Ticket, Task> change, CancellationToken cancel)
    {
        var (organisation, on) = (0L, number);
        await one.ChangeSurvivorAsync(
            number,
            async ticket =>
            {
                (organisation, on) = (ticket.OrganisationId, ticket.Number);
                await change(ticket);
                if (request.Minutes > 0)
                    db.Add(TimeEntry.Of(ticket, me.Id, TimeSpan.FromMinutes(request.Minutes), "Call", clock.GetUtcNow()));
                if (!request.Solved || !ticket.Status.IsActive)
                    return;
                await before.CheckAsync(ticket, TicketStatus.Resolved, force: false, cancel);
                ticket.ChangeStatus(TicketStatus.Resolved, "It was solved on the telephone.", Author.Staff(me), clock.GetUtcNow());
            },
            cancel);
        return (organisation, on);
    }

    /// <summary>Only of somebody of an organisation whose tickets the caller works.</summary>
    private async Task<bool> MayKeepAsync(long person, CancellationToken cancel) =>
        (await people.NamesAsync([person], cancel)).GetValueOrDefault(person) is { } known && me.May(Permission.WorkTickets, known.OrganisationId);
}
