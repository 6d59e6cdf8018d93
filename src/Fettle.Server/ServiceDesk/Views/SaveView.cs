using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Searching;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Views;

/// <summary>Gives the filter of a list a name, for oneself or for everybody who works there.</summary>
internal sealed class SaveView(FettleDb db, CurrentPerson me, IPeople people, TicketFilter filter, TimeProvider clock) : IUseCase
{
    /// <param name="Query">As in the list's address: <c>status=active&amp;tag=printer</c>.</param>
    public sealed record Request(string Name, string Query, bool Shared = false);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/views", (Request request, SaveView useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Conflict">The caller has a view of this name.</exception>
    /// <exception cref="Invalid">The query is none.</exception>
    public async Task<ListViews.Item> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(request.Shared ? Permission.ManageServiceDesk : Permission.WorkTickets);
        var name = Demand.Text(request.Name, "name", longest: 80);
        var query = (request.Query ?? "").TrimStart('?');
        var parsed = TicketQuery.Parse(query.Length <= 2000 ? query : throw new Invalid("query", "is longer than 2000 characters"));
        SearchTickets.Read(parsed.Q, clock.GetUtcNow());
        TicketOrder.Order(filter.Apply(parsed), parsed.Sort, null);

        if (await db.SavedViews.AnyAsync(v => v.OwnerId == me.Id && v.Name == name, cancel))
            throw new Conflict($"You have a view called {name} already.");
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        var view = new SavedView { OrganisationId = organisation, OwnerId = me.Id, Name = name, Query = query, Shared = request.Shared };
        db.Add(view);
        await db.SaveChangesAsync(cancel);
        return new($"{view.Id}", name, query, BuiltIn: false, view.Shared, Mine: true);
    }
}
