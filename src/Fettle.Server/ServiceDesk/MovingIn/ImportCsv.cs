using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Commands;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.MovingIn.Csv;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.MovingIn.Writing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn;

/// <summary>
/// <c>fettle-server import csv FILE [--mapping FILE.json] [--prefix OLD] [--organisation NAME] [--dry-run]</c>: takes over a table of tickets, or says
/// what is wrong with it. Exit code 0: all of it is taken over, or could be; 1: some rows are not, each with its row, column and reason; 2: nothing is.
/// </summary>
internal static class ImportCsv
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            var (file, mapping) = (app.Configuration["file"]!, app.Configuration["mapping"]);
            var settings = mapping is null ? new CsvSettings() : JsonSerializer.Deserialize<CsvSettings>(await File.ReadAllTextAsync(mapping), ImportRunMap.Json) ?? new();
            return app.Configuration.GetValue("dry-run", false) ? await TryAsync(app, file, settings) : await TakeOverAsync(app, file, settings);
        }
        catch (Exception e) when (e is CannotImport or JsonException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"fettle-server: {e.Message}");
            return 2;
        }
    }

    private static async Task<int> TryAsync(WebApplication app, string file, CsvSettings settings)
    {
        using var desk = new CsvDesk(() => File.OpenRead(file), settings, app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var layout = await desk.LayoutAsync(CancellationToken.None);
        Console.WriteLine($"{layout.Charset.WebName}, columns separated by {(layout.Delimiter == '\t' ? "tab" : layout.Delimiter)}");
        foreach (var heading in layout.Headings)
            Console.WriteLine($"  {heading,-28} {layout.Columns[heading]}");
        var (good, wrong) = (0L, 0L);
        await foreach (var (_, ticket, errors) in desk.ReadRowsAsync(layout, CancellationToken.None))
        {
            (good, wrong) = ticket is null ? (good, wrong + 1) : (good + 1, wrong);
            foreach (var error in errors)
                Console.WriteLine($"row {error.Row}{(error.Column is { } column ? $", {column}" : "")}: {error.Reason}");
        }
        Console.WriteLine($"{good} rows would become tickets, {wrong} would not.");
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<int> TakeOverAsync(WebApplication app, string file, CsvSettings settings)
    {
        await Migrate.RunAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        var (db, people, clock) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), scope.ServiceProvider.GetRequiredService<IPeople>(), app.Services.GetRequiredService<TimeProvider>());
        await using var content = File.OpenRead(file);
        var blob = await app.Services.GetRequiredService<BlobStore>().KeepAsync(content, long.MaxValue, "", CancellationToken.None);
        var run = new ImportRun
        {
            OrganisationId = app.Configuration["organisation"] is { } name ? await people.OrganisationNamedAsync(name, CancellationToken.None) : await people.HomeOrganisationAsync(CancellationToken.None),
            Source = ImportSource.Csv,
            CreatedAt = clock.GetUtcNow(),
        };
        run.Set(app.Configuration["prefix"] ?? "OLD", new() { Csv = settings }, null);
        run.Has(blob.Hash, Path.GetFileName(file), blob.Size);
        run.Start(clock.GetUtcNow());
        db.Add(run);
        await db.SaveChangesAsync();
        await app.Services.GetRequiredService<RunImport>().RunAsync(run.Id, CancellationToken.None);

        var done = await db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == run.Id);
        var tickets = done.Counts.Tickets;
        await foreach (var refusal in db.ImportRefusals.AsNoTracking().Where(r => r.RunId == run.Id).OrderBy(r => r.Id).AsAsyncEnumerable())
            Console.WriteLine($"{refusal.What}{(refusal.Column is { } column ? $", {column}" : "")}: {refusal.Reason}");
        Console.WriteLine($"{tickets.Made} new, {tickets.Updated} updated, {tickets.LeftAlone} left alone; {done.Counts.Refused} refusals. {done.Trouble}");
        return done.State == ImportState.Finished ? done.Counts.Refused == 0 ? 0 : 1 : 2;
    }
}
