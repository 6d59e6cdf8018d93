using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Bounces;

/// <summary>The addresses that mail does not reach; of one address, whether it is among them.</summary>
internal sealed class ListBouncedAddresses(FettleDb db, CurrentPerson me) : IUseCase
{
    private const int Most = 500;

    /// <param name="Status">An enhanced status code (RFC 3463), such as 5.1.1.</param>
    /// <param name="Words">What the other server said.</param>
    /// <param name="MayClear">The caller may say that the address works again.</param>
    public sealed record Item(long Id, long OrganisationId, string Address, string? Status, string? Words, DateTimeOffset Since, DateTimeOffset LastAt, bool MayClear);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/mail/bounced-addresses",
        (string? address, ListBouncedAddresses useCase, CancellationToken cancel) => useCase.RunAsync(address, cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(string? address, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var lower = address?.Trim().ToLowerInvariant();
        var found = await db.BouncedAddresses.AsNoTracking().Where(a => lower == null || a.Address == lower).OrderByDescending(a => a.LastAt).Take(Most).ToListAsync(cancel);
        return
        [
            .. from a in found
               where me.May(Permission.ViewTickets, a.OrganisationId)
               select new Item(a.Id, a.OrganisationId, a.Address, a.Status, a.Words, a.Since, a.LastAt, me.May(Permission.WorkTickets, a.OrganisationId))
        ];
    }
}
