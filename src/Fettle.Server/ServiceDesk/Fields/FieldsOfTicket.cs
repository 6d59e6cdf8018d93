using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Which fields a ticket has, by its organisation, kind and category, and what is in them.</summary>
internal sealed class FieldsOfTicket(FettleDb db, SortedBy sorted, ReadFieldValue values)
{
    /// <param name="Shown">The value as people read it: a name for a person's id.</param>
    public sealed record View(long Id, string Name, FieldType Type, IReadOnlyList<string> Choices, bool Required, string? Value, string? Shown);

    /// <param name="Path"><c>Hardware › Printer</c>.</param>
    public sealed record CategoryRef(long Id, string Path);

    public async Task<List<CustomField>> AskedAsync(Ticket ticket, CancellationToken cancel) => Asked(ticket, await sorted.FieldsOfAsync(ticket.OrganisationId, cancel), await sorted.TreeAsync(cancel));

    public async Task<(CategoryRef? Category, IReadOnlyList<View> Fields)> ReadAsync(Ticket ticket, CancellationToken cancel)
    {
        var tree = await sorted.TreeAsync(cancel);
        var asked = Asked(ticket, await sorted.FieldsOfAsync(ticket.OrganisationId, cancel), tree);
        var filled = await db.FieldValues.Where(v => v.TicketId == ticket.Id).ToDictionaryAsync(v => v.FieldId, v => v.Value, cancel);
        var shown = await values.ShowAsync([.. asked.Select(f => (f, filled.GetValueOrDefault(f.Id)))], cancel);
        return (
            tree.Find(ticket.CategoryId) is { } category ? new(category.Id, tree.Path(category.Id)) : null,
            [.. asked.Select((f, i) => new View(f.Id, f.Name, f.Type, f.Choices, f.Required, filled.GetValueOrDefault(f.Id), shown[i]))]);
    }

    /// <summary>The names of fields that have to be filled in before the ticket is solved, and are not.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(Ticket ticket, CancellationToken cancel)
    {
        var required = (await AskedAsync(ticket, cancel)).FindAll(f => f.Required);
        if (required.Count == 0)
            return [];
        var filled = await db.FieldValues.Where(v => v.TicketId == ticket.Id).Select(v => v.FieldId).ToListAsync(cancel);
        return [.. required.Where(f => !filled.Contains(f.Id)).Select(f => f.Name)];
    }

    private static List<CustomField> Asked(Ticket ticket, List<CustomField> fields, CategoryTree tree)
    {
        var above = tree.Upwards(ticket.CategoryId).Select(c => c.Id).ToHashSet();
        return fields.FindAll(f => !f.Retired && (f.Kind is null || f.Kind == ticket.Kind) && (f.CategoryId is not { } category || above.Contains(category)));
    }
}
