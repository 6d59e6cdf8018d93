using Fettle.Server.People;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Enrolment;

/// <summary>Shows which tokens there are and how far they are used, the newest first.</summary>
internal sealed class ListEnrolmentTokens(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/enrolment-tokens", async (string? cursor, int? limit, ListEnrolmentTokens useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(cursor, limit, cancel)));

    public async Task<Page<EnrolmentTokenView>> RunAsync(string? cursor, int? limit, CancellationToken cancel)
    {
        me.Require(Permission.ManageDevices);
        var allowed = me.OrganisationsWith(Permission.ManageDevices);
        var (from, count, now) = (Cursor.Read(cursor), Cursor.Limit(limit), clock.GetUtcNow());
        var tokens = await db.EnrolmentTokens.AsNoTracking()
            .Where(t => allowed == null || allowed.Contains(t.OrganisationId))
            .Where(t => from == null || t.Id < from.Id)
            .OrderByDescending(t => t.Id).Take(count + 1).ToListAsync(cancel);
        return Cursor.Page(tokens, count, t => new Cursor("", t.Id), t => View(t, now));
    }

    internal static EnrolmentTokenView View(EnrolmentToken token, DateTimeOffset now) => new(
        token.Id, token.OrganisationId, token.Name, token.Uses, token.Used, token.CreatedAt, token.ExpiresAt, token.RevokedAt, token.WhyNot(now) is null);
}
