using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.MovingIn.Csv;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.MovingIn.Writing;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Says what would be taken over, and takes over nothing: how much there is; of a table the first rows as they would become, and every error in it.</summary>
internal sealed class PreviewImport(OneImport one, OpenDesk desks, KnownItems known) : IUseCase
{
    private const int MostRows = 20, MostErrors = 1000;

    /// <param name="Table">Of a file of separated values; else null.</param>
    public sealed record Preview(ImportSize Size, Table? Table);

    /// <param name="Errors">The first thousand.</param>
    /// <param name="WrongRows">How many rows have one and would not be taken over.</param>
    public sealed record Table(
        string Charset, string Delimiter, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows, IReadOnlyList<CsvError> Errors, long WrongRows);

    public sealed record Column(string Heading, CsvField Field);

    /// <param name="Again">It is here already and would be brought up to date.</param>
    public sealed record Row(
        long Number, string? Ticket, bool Again, TicketKind? Kind, string? Subject, TicketStatus? Status, Priority? Priority, string? Requester, string? Queue, DateTimeOffset? CreatedAt, int Messages);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{id:long}/preview", (long id, PreviewImport useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such run in an organisation that the caller administers.</exception>
    /// <exception cref="Conflict">The other system or the file cannot be read; the message says why.</exception>
    public async Task<Preview> RunAsync(long id, CancellationToken cancel)
    {
        var run = await one.OfMineAsync(id, cancel);
        try
        {
            if (run.Source == ImportSource.Csv)
                return await TableAsync(run, cancel);
            using var desk = desks.Open(run);
            return new(await desk.SizeAsync(cancel), null);
        }
        catch (Exception e) when (e is CannotImport or TryLater)
        {
            throw new Conflict(e.Message);
        }
    }

    private async Task<Preview> TableAsync(ImportRun run, CancellationToken cancel)
    {
        using var desk = desks.OpenCsv(run);
        var layout = await desk.LayoutAsync(cancel);
        var (rows, errors, wrong, all) = (new List<Row>(), new List<CsvError>(), 0L, 0L);
        await foreach (var (number, ticket, found) in desk.ReadRowsAsync(layout, cancel))
        {
            all++;
            wrong += found.Count > 0 ? 1 : 0;
            errors.AddRange(found.Take(MostErrors - errors.Count));
            if (rows.Count < MostRows)
                rows.Add(ticket is null ? new(number, null, false, null, null, null, null, null, null, null, 0) : await RowAsync(run, number, ticket, cancel));
        }
        return new(
            new(null, null, all),
            new(layout.Charset.WebName, $"{layout.Delimiter}", [.. layout.Headings.Select(h => new Column(h, layout.Columns[h]))], rows, errors, wrong));
    }

    private async Task<Row> RowAsync(ImportRun run, long number, ImportedTicket ticket, CancellationToken cancel)
    {
        var again = await known.FindAsync(run, ImportedKind.Ticket, ticket.Id, cancel) is not null;
        var messages = (await ticket.ReadAsync(cancel)).Messages.Count;
        return new(number, $"{run.Prefix}-{ticket.Number}", again, ticket.Kind, ticket.Subject, ticket.Status, ticket.Priority, ticket.Requester?.ToString(), ticket.Queue, ticket.CreatedAt, messages);
    }
}
