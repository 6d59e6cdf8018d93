using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Adds a category: for one organisation or for all, at the top or below another.</summary>
internal sealed class CreateCategory(FettleDb db, SortedBy sorted) : IUseCase
{
    public sealed record Request(long? OrganisationId, long? ParentId, string Name);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/categories", (Request request, CreateCategory useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not one where the caller manages the desk.</exception>
    /// <exception cref="Invalid">The one above is none, of another organisation, or too deep.</exception>
    /// <exception cref="Conflict">There is one of this name in this place.</exception>
    public async Task<ListCategories.Item> RunAsync(Request request, CancellationToken cancel)
    {
        sorted.RequireManagement(request.OrganisationId);
        var category = new Category(request.OrganisationId, request.ParentId, Demand.Text(request.Name, "name", longest: 80));
        await db.InTransactionAsync(
            async () =>
            {
                var tree = await sorted.TreeAsync(cancel);
                if (request.ParentId is { } above)
                {
                    var parent = tree.Find(above) ?? throw new Invalid("parentId", "is no category");
                    if (parent.OrganisationId is not null && parent.OrganisationId != request.OrganisationId)
                        throw new Invalid("parentId", "is of another organisation");
                    if (tree.Upwards(above).Count() >= CategoryTree.Deepest)
                        throw new Invalid("parentId", $"is {CategoryTree.Deepest} deep, and deeper nobody finds anything");
                }
                if (tree.All.Any(c => c.ParentId == category.ParentId && c.OrganisationId == category.OrganisationId && c.Name == category.Name))
                    throw new Conflict($"There is a category called {category.Name} in this place already.");
                db.Add(category);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return ListCategories.Of(category, await sorted.TreeAsync(cancel));
    }
}
