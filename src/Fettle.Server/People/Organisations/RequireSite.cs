using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Organisations;

internal static class RequireSite
{
    /// <exception cref="Invalid">There is no such site in this organisation.</exception>
    public static async Task RequireSiteAsync(this FettleDb db, long? site, long organisation, CancellationToken cancel)
    {
        if (site is { } id && !await db.Sites.AnyAsync(s => s.Id == id && s.OrganisationId == organisation, cancel))
            throw new Invalid("siteId", "is not a site of this organisation");
    }
}
