using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>Has a rule tried before another one, or last.</summary>
internal sealed class MoveRule(FettleDb db, OneRule one, InForce desk) : IUseCase
{
    /// <param name="BeforeId">Null: last.</param>
    public sealed record Request(long? BeforeId);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/rules/{id:long}/place", (long id, Request request, MoveRule useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">One of the rules is not there, or not one that the caller may see.</exception>
    public async Task<NoContent> RunAsync(long id, Request request, CancellationToken cancel)
    {
        var rule = await one.ToManageAsync(id, cancel);
        var all = await db.Rules.OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancel);
        all.Remove(rule);
        var at = request.BeforeId is { } before ? all.FindIndex(r => r.Id == before && desk.MaySee(r.OrganisationId)) : all.Count;
        if (at < 0)
            throw new NotFound($"Rule {request.BeforeId}");
        all.Insert(at, rule);
        for (var i = 0; i < all.Count; i++)
            all[i].PutAt(i + 1);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
