using System.Runtime.CompilerServices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>A list of tickets, by the same filters and with the same rights as the queue, read page by page.</summary>
internal sealed class SheetOfTickets(ListTickets tickets, IPeople people)
{
    private const int PageSize = 200, Most = 100_000, MostOnPaper = 5000;

    private static readonly SheetColumn[] Columns =
    [
        new("Number", 1), new("Subject", 5), new("Kind", 1), new("Status", 2), new("Priority", 1), new("Queue"), new("Requester"), new("Assignee"), new("Device"), new("Organisation"),
        new("Tags"), new("Created"), new("Updated"), new("Due"),
    ];

    /// <exception cref="Invalid">A filter is none; told before the first row is written.</exception>
    public async Task<Sheet> OfAsync(TicketQuery query, ExportFormat format, CancellationToken cancel)
    {
        var first = await tickets.RunAsync(query, cursor: null, PageSize, cancel);
        return new("Tickets", Columns, Rows(query, first, format == ExportFormat.Pdf ? MostOnPaper : Most, cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        TicketQuery query, Platform.Paging.Page<ListTickets.Item> page, int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var written = 0; ;)
        {
            var organisations = await people.OrganisationNamesAsync(page.Items.Select(t => t.OrganisationId).Distinct(), cancel);
            foreach (var t in page.Items)
            {
                if (written++ == most)
                {
                    yield return [null, $"There are more than {most} tickets. Narrow the list to have the others."];
                    yield break;
                }
                yield return
                [
                    t.Number, t.Subject, t.Kind.ToString(), t.Status.ToString(), t.Priority.ToString(), t.Queue.Name, t.Requester?.Name, t.Assignee?.Name, t.Device?.Name,
                    organisations.GetValueOrDefault(t.OrganisationId), string.Join(' ', t.Tags), t.CreatedAt, t.UpdatedAt, t.DueAt,
                ];
            }
            if (page.Next is null)
                yield break;
            page = await tickets.RunAsync(query, page.Next, PageSize, cancel);
        }
    }
}
