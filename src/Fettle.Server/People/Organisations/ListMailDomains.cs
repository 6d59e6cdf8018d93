using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Organisations;

/// <summary>The domains from which an organisation's people write.</summary>
internal sealed class ListMailDomains(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/organisations/{id:long}/mail-domains", (long id, ListMailDomains useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such organisation whose people the caller may see.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewPeople);
        if (!me.May(Permission.ViewPeople, id) || !await db.Organisations.AnyAsync(o => o.Id == id, cancel))
            throw new NotFound($"Organisation {id}");
        return await db.MailDomains.Where(d => d.OrganisationId == id).OrderBy(d => d.Domain).Select(d => d.Domain).ToListAsync(cancel);
    }
}
