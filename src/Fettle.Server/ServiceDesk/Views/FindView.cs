using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Views;

/// <summary>The filter behind a view's name: a built-in one's, or a saved one's id.</summary>
internal sealed class FindView(FettleDb db, CurrentPerson me)
{
    /// <summary>What everybody who works tickets needs.</summary>
    public static readonly IReadOnlyList<(string Name, string Query)> BuiltIn =
    [
        ("mine", "status=active&assigneeId=me&sort=priority"),
        ("unassigned", "status=active&assigneeId=none&sort=priority"),
        ("active", "status=active&sort=updated"),
        ("waiting", "status=waitingForRequester,waitingForOther&sort=updated"),
        ("favourites", "favourite=true&sort=updated"),
        ("breached", "status=active&due=breached&sort=due"),
        ("solved", "status=resolved,verified&sort=updated"),
        ("all", "sort=updated"),
    ];

    /// <exception cref="NotFound">No such view, or somebody's own.</exception>
    public async Task<TicketQuery> QueryOfAsync(string view, CancellationToken cancel)
    {
        if (BuiltIn.FirstOrDefault(b => b.Name == view).Query is { } builtIn)
            return TicketQuery.Parse(builtIn);
        var saved = long.TryParse(view, out var id) ? await Visible().Where(v => v.Id == id).Select(v => v.Query).SingleOrDefaultAsync(cancel) : null;
        return TicketQuery.Parse(saved ?? throw new NotFound($"View {view}"));
    }

    /// <summary>The caller's own views and those shared in their organisations.</summary>
    public IQueryable<SavedView> Visible() => db.SavedViews.AsNoTracking().Where(v => v.Shared || v.OwnerId == me.Id);
}
