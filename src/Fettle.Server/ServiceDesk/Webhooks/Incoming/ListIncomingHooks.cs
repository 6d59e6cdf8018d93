using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>The addresses that other programs call, of the organisations where the caller sees tickets; and the mappings to begin with.</summary>
internal sealed class ListIncomingHooks(FettleDb db, CurrentPerson me, InForce desk) : IUseCase
{
    /// <param name="Shipped">Mappings of well-known programs, by their names.</param>
    public sealed record All(IReadOnlyList<IncomingHookView> Hooks, IReadOnlyDictionary<string, HookMapping> Shipped);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/incoming-hooks", (ListIncomingHooks useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<All> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var hooks = (await db.IncomingHooks.AsNoTracking().OrderBy(h => h.Name).ThenBy(h => h.Id).ToListAsync(cancel)).FindAll(h => desk.MaySee(h.OrganisationId));
        var ids = hooks.ConvertAll(h => h.Id);
        var last = await db.IncomingCalls.Where(c => ids.Contains(c.HookId)).GroupBy(c => c.HookId).Select(g => new { g.Key, At = g.Max(c => c.At) }).ToDictionaryAsync(g => g.Key, g => g.At, cancel);
        // Where it is called is for those who set it up: with the token it is half of what a caller needs.
        return new(
            [.. from hook in hooks
                let view = IncomingHookView.Of(hook, desk.MayManage(hook.OrganisationId), last.TryGetValue(hook.Id, out var at) ? at : null)
                select view.MayChange ? view : view with { Path = "/hooks/…" }],
            HookMapping.Shipped);
    }
}
