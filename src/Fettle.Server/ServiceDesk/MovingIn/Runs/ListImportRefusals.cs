using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>What a run did not take over, and why: the first ten thousand.</summary>
internal sealed class ListImportRefusals(FettleDb db, OneImport one) : IUseCase
{
    public sealed record Item(long Id, long? Row, string? Column, string What, string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/imports/{id:long}/refusals",
        (long id, string? cursor, int? limit, ListImportRefusals useCase, CancellationToken cancel) => useCase.RunAsync(id, cursor, limit, cancel));

    /// <exception cref="NotFound">No such run in an organisation where the caller sees tickets.</exception>
    public async Task<Page<Item>> RunAsync(long id, string? cursor, int? limit, CancellationToken cancel)
    {
        await one.ToReadAsync(id, cancel);
        var (size, after) = (Cursor.Limit(limit), Cursor.Read(cursor)?.Id ?? 0);
        var rows = await db.ImportRefusals.Where(r => r.RunId == id && r.Id > after).OrderBy(r => r.Id).Take(size + 1)
            .Select(r => new Item(r.Id, r.Row, r.Column, r.What, r.Reason)).ToListAsync(cancel);
        return Cursor.Page(rows, size, r => new("", r.Id));
    }
}
