using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>The categories that tickets of the caller's organisations may have, by their paths.</summary>
internal sealed class ListCategories(CurrentPerson me, SortedBy sorted) : IUseCase
{
    /// <param name="OrganisationId">Null: for every organisation.</param>
    /// <param name="Path"><c>Hardware › Printer</c>.</param>
    /// <param name="Retired">No longer offered.</param>
    public sealed record Item(long Id, long? OrganisationId, long? ParentId, string Name, string Path, bool Retired);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/categories", (ListCategories useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var tree = await sorted.TreeAsync(cancel);
        return [.. tree.All.Select(c => Of(c, tree)).OrderBy(c => c.Path, StringComparer.OrdinalIgnoreCase)];
    }

    public static Item Of(Category c, CategoryTree tree) => new(c.Id, c.OrganisationId, c.ParentId, c.Name, tree.Path(c.Id), c.Retired);
}
