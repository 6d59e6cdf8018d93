namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>All categories that the caller may know, and who is above and below whom.</summary>
internal sealed class CategoryTree(IReadOnlyList<Category> all)
{
    public const int Deepest = 5;

    private readonly Dictionary<long, Category> _byId = all.ToDictionary(c => c.Id);

    public IReadOnlyList<Category> All => all;

    public Category? Find(long? id) => id is { } known ? _byId.GetValueOrDefault(known) : null;

    /// <summary>The category, what it is below, and so on.</summary>
    public IEnumerable<Category> Upwards(long? id)
    {
        for (var category = Find(id); category is not null; category = Find(category.ParentId))
            yield return category;
    }

    /// <summary>The category and all below it.</summary>
    public IReadOnlyList<long> SelfAndBelow(long id) => [.. all.Where(c => Upwards(c.Id).Any(above => above.Id == id)).Select(c => c.Id)];

    /// <summary><c>Hardware › Printer</c>.</summary>
    public string Path(long id) => string.Join(" › ", Upwards(id).Select(c => c.Name).Reverse());
}
