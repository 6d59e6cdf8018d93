using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>The categories and fields of the caller's organisations, and those of all.</summary>
internal sealed class SortedBy(FettleDb db, CurrentPerson me, OrganisationScope scope)
{
    public IQueryable<Category> Categories() =>
        db.Categories.Where(c => c.OrganisationId == null || scope.Everything || scope.Organisations.Contains(c.OrganisationId.Value));

    public IQueryable<CustomField> Fields() =>
        db.CustomFields.Where(f => f.OrganisationId == null || scope.Everything || scope.Organisations.Contains(f.OrganisationId.Value));

    public async Task<CategoryTree> TreeAsync(CancellationToken cancel) => new(await Categories().AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancel));

    /// <summary>Those that the tickets of one organisation may have.</summary>
    public async Task<List<CustomField>> FieldsOfAsync(long organisation, CancellationToken cancel) =>
        await Fields().AsNoTracking().Where(f => f.OrganisationId == null || f.OrganisationId == organisation).OrderBy(f => f.Id).ToListAsync(cancel);

    /// <exception cref="NotFound">It is not an organisation whose desk the caller manages.</exception>
    /// <exception cref="Forbidden">What is for all is managed by those who manage every desk.</exception>
    public void RequireManagement(long? organisation)
    {
        me.Require(Permission.ManageServiceDesk);
        if (organisation is null)
            me.RequireEverywhere(Permission.ManageServiceDesk);
        else if (!me.May(Permission.ManageServiceDesk, organisation))
            throw new NotFound($"Organisation {organisation}");
    }
}
