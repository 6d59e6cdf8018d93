using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Views;

/// <summary>The built-in views and those that the caller made or was shown.</summary>
internal sealed class ListViews(FindView views, CurrentPerson me) : IUseCase
{
    /// <param name="Id">What <c>view</c> takes: a built-in one's name (which the interface translates) or a number.</param>
    public sealed record Item(string Id, string Name, string Query, bool BuiltIn, bool Shared, bool Mine);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/views", (ListViews useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var saved = await views.Visible().OrderBy(v => v.Name).ToListAsync(cancel);
        return
        [
            .. FindView.BuiltIn.Select(b => new Item(b.Name, b.Name, b.Query, BuiltIn: true, Shared: true, Mine: false)),
            .. saved.Select(v => new Item($"{v.Id}", v.Name, v.Query, BuiltIn: false, v.Shared, v.OwnerId == me.Id)),
        ];
    }
}
