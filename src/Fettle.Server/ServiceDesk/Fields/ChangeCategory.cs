using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Renames a category, or no longer offers it; tickets that have it keep it.</summary>
internal sealed class ChangeCategory(FettleDb db, CurrentPerson me, SortedBy sorted) : IUseCase
{
    public sealed record Request(string Name, bool Retired = false);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/categories/{categoryId:long}",
        (long categoryId, Request request, ChangeCategory useCase, CancellationToken cancel) => useCase.RunAsync(categoryId, request, cancel));

    /// <exception cref="NotFound">No such category that the caller may know of.</exception>
    /// <exception cref="Forbidden">It is for all, and the caller does not manage every desk.</exception>
    public async Task<ListCategories.Item> RunAsync(long categoryId, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var category = await sorted.Categories().SingleOrDefaultAsync(c => c.Id == categoryId, cancel) ?? throw new NotFound($"Category {categoryId}");
        sorted.RequireManagement(category.OrganisationId);
        category.Become(Demand.Text(request.Name, "name", longest: 80), request.Retired);
        await db.SaveChangesAsync(cancel);
        return ListCategories.Of(category, await sorted.TreeAsync(cancel));
    }
}
