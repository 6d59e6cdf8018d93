using System.Data.Common;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Health;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can do its work, or what is in the way; 503 then.</summary>
internal sealed class Readiness(FettleDb db, DataFolder data)
{
    /// <param name="Ready">Every part is well.</param>
    /// <param name="Database">"ok", or what is wrong.</param>
    internal sealed record Answer(bool Ready, string Database, string Disk);

    public static void Map(WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription().WithName("healthz");
        app.MapGet("/readyz", async (Readiness readiness, CancellationToken cancel) =>
        {
            var answer = await readiness.RunAsync(cancel);
            return Results.Json(answer, statusCode: answer.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription().WithName("readyz");
    }

    public async Task<Answer> RunAsync(CancellationToken cancel)
    {
        var (database, disk) = (await DatabaseAsync(cancel), await DiskAsync(cancel));
        return new(database == "ok" && disk == "ok", database, disk);
    }

    private async Task<string> DatabaseAsync(CancellationToken cancel)
    {
        try
        {
            var known = Migrations.Known(db.Database.IsNpgsql() ? "postgres" : "sqlite")[^1].Number;
            var at = await db.Database.SqlQuery<long>($"SELECT coalesce(max(number), 0) AS \"Value\" FROM schema_version").SingleAsync(cancel);
            return at == known ? "ok" : $"the schema is at {at}, the program at {known}";
        }
        catch (Exception e) when (e is DbException or InvalidOperationException { InnerException: DbException })
        {
            return "cannot be reached";
        }
    }

    /// <summary>Writes a page and waits until the disk has it: a full disk still makes empty files.</summary>
    private async Task<string> DiskAsync(CancellationToken cancel)
    {
        var probe = data.PathTo($".writable-{Environment.ProcessId}");
        try
        {
            await using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
            {
                await file.WriteAsync(new byte[4096], cancel);
                file.Flush(flushToDisk: true);
            }
            File.Delete(probe);
            return "ok";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DiskFull.Caused(e) ? "is full" : "cannot be written";
        }
    }
}
