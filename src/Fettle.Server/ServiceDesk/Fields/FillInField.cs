using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Fills in a field of a ticket, or empties it.</summary>
internal sealed class FillInField(FettleDb db, CurrentPerson me, OneTicket one, FieldsOfTicket fields, ReadFieldValue values, TimeProvider clock) : IUseCase
{
    /// <param name="Value">As the field's type wants it: <c>12.5</c>, <c>2026-11-22</c>, <c>yes</c>, a person's or device's id; null or nothing empties it.</param>
    public sealed record Request(string? Value, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/fields/{fieldId:long}",
        (long number, long fieldId, Request request, FillInField useCase, CancellationToken cancel) => useCase.RunAsync(number, fieldId, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or it has no such field.</exception>
    /// <exception cref="Invalid">The value is not what the field takes.</exception>
    public Task<TicketState> RunAsync(long number, long fieldId, Request request, CancellationToken cancel) => one.ChangeAsync(
        number, request.Version, ticket => FillAsync(ticket, fieldId, request.Value, Author.Staff(me), cancel), cancel);

    /// <summary>The change itself, to a ticket that is locked.</summary>
    public async Task FillAsync(Ticket ticket, long fieldId, string? written, Author by, CancellationToken cancel)
    {
        var field = (await fields.AskedAsync(ticket, cancel)).Find(f => f.Id == fieldId) ?? throw new NotFound($"Field {fieldId} of ticket {ticket.Number}");
        var value = await values.ReadAsync(field, ticket.OrganisationId, written, cancel);
        var row = await db.FieldValues.SingleOrDefaultAsync(v => v.TicketId == ticket.Id && v.FieldId == fieldId, cancel);
        if (row?.Value == value)
            return;

        var shown = await values.ShowAsync([(field, row?.Value), (field, value)], cancel);
        if (value is null)
            db.Remove(row!);
        else if (row is not null)
            row.Become(value);
        else
            db.Add(Made(ticket, fieldId, value));
        ticket.Note(EntryKind.FieldChanged, by, clock.GetUtcNow(), data: new() { Title = field.Name, From = shown[0], To = shown[1] });
    }

    private static FieldValue Made(Ticket ticket, long field, string value)
    {
        var made = new FieldValue { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, FieldId = field };
        made.Become(value);
        return made;
    }
}
