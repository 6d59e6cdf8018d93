using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Reads on in what a job prints, from where the reader is.</summary>
internal sealed class ReadJobOutput(FettleDb db, CurrentPerson me) : IUseCase
{
    private const int MostPieces = 200;

    /// <param name="Next">Where to read on.</param>
    /// <param name="Done">There will be no more.</param>
    public sealed record Output(string Text, long Next, bool Done, int Attempt);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/jobs/{id:long}/output", async (long id, long? from, ReadJobOutput useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(id, from ?? 0, cancel)));

    /// <exception cref="NotFound">No such job in an organisation that the caller may see.</exception>
    public async Task<Output> RunAsync(long id, long from, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var job = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id, cancel) ?? throw new NotFound($"Job {id}");
        me.Require(Permission.ViewDevices, job.OrganisationId);

        var pieces = await db.JobOutput.AsNoTracking()
            .Where(p => p.JobId == id && p.Attempt == job.Attempt && p.Offset + p.Length > from)
            .OrderBy(p => p.Offset).Take(MostPieces).ToListAsync(cancel);
        var text = string.Concat(pieces.Select(p => p.Offset < from ? p.Text[(int)(from - p.Offset)..] : p.Text));
        var next = pieces.Count > 0 ? pieces[^1].Offset + pieces[^1].Length : from;
        return new(text, next, job.AtItsEnd && pieces.Count < MostPieces, job.Attempt);
    }
}
