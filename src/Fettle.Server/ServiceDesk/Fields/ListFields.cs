using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>The fields of one's own making that tickets of the caller's organisations may have.</summary>
internal sealed class ListFields(CurrentPerson me, SortedBy sorted) : IUseCase
{
    /// <param name="OrganisationId">Null: for every organisation.</param>
    /// <param name="Kind">Only tickets of this kind have it; null: all.</param>
    /// <param name="CategoryId">Only tickets of this category, or of one below, have it; null: all.</param>
    /// <param name="Retired">No longer asked for.</param>
    public sealed record Item(
        long Id, long? OrganisationId, string Name, FieldType Type, IReadOnlyList<string> Choices, bool Required, TicketKind? Kind, long? CategoryId, bool Retired);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/fields", (ListFields useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        return [.. (await sorted.Fields().AsNoTracking().OrderBy(f => f.Name).ToListAsync(cancel)).Select(Of)];
    }

    public static Item Of(CustomField f) => new(f.Id, f.OrganisationId, f.Name, f.Type, f.Choices, f.Required, f.Kind, f.CategoryId, f.Retired);
}
