using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Checklists;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>
/// Puts onto a new ticket what its template has besides what a ticket is opened with: category, fields, checklist. What was taken away since the template was
/// written (a category, a choice) is left out: a ticket is not refused for it.
/// </summary>
internal sealed class ApplyTemplate(FettleDb db, SortedBy sorted, FieldsOfTicket fields, ReadFieldValue values)
{
    /// <summary>In the transaction that opens the ticket, before it is saved.</summary>
    public async Task RunAsync(Ticket ticket, TemplateContent template, Author by, DateTimeOffset at, CancellationToken cancel)
    {
        var tree = await sorted.TreeAsync(cancel);
        if (tree.Find(template.CategoryId) is { Retired: false } category && (category.OrganisationId is null || category.OrganisationId == ticket.OrganisationId))
            ticket.SortInto(category.Id, null, tree.Path(category.Id), by, at);
        var asked = await fields.AskedAsync(ticket, cancel);
        foreach (var wanted in template.Fields)
        {
            if (asked.Find(f => f.Id == wanted.FieldId) is not { } field || await ReadAsync(field, ticket, wanted.Value, cancel) is not { } value)
                continue;
            var filled = new FieldValue { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, FieldId = field.Id };
            filled.Become(value);
            db.Add(filled);
        }
        db.AddRange(template.Checklist.Select(text => Check.Of(ticket, text)));
    }

    private async Task<string?> ReadAsync(CustomField field, Ticket ticket, string value, CancellationToken cancel)
    {
        try
        {
            return await values.ReadAsync(field, ticket.OrganisationId, value, cancel);
        }
        catch (Invalid)
        {
            return null;
        }
    }
}
