using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>The forms of the organisations where the caller sees tickets.</summary>
internal sealed class ListWebForms(FettleDb db, CurrentPerson me, ServerSettings settings, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/web-forms", (ListWebForms useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<WebFormView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var (since, reports) = (clock.GetUtcNow().AddDays(-30), db.WebFormReports);
        var forms = await db.WebForms.AsNoTracking().OrderBy(f => f.Name).Select(f => new { Form = f, Reports = reports.Count(r => r.FormId == f.Id && r.At > since) }).ToListAsync(cancel);
        return [.. forms.Where(f => me.May(Permission.ViewTickets, f.Form.OrganisationId)).Select(f => WebFormView.Of(f.Form, settings, f.Reports))];
    }
}
