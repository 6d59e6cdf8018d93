using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>Shows a form to whoever has its address.</summary>
internal sealed class ShowWebForm(FettleDb db, FormStamp stamps)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(
        "/form/{key}", (string key, HttpContext context, ShowWebForm useCase, CancellationToken cancel) => useCase.RunAsync(key, context, cancel)).ExcludeFromDescription();

    public async Task RunAsync(string key, HttpContext context, CancellationToken cancel)
    {
        if (await FindAsync(db, key, cancel) is not { } form)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await FormPage.ShowAsync(context, form, stamps.Of(form), new(), StatusCodes.Status200OK, cancel);
    }

    /// <summary>Null where there is none, or it is switched off. Nobody is signed in here, so the key alone opens it.</summary>
    public static Task<WebForm?> FindAsync(FettleDb db, string key, CancellationToken cancel) =>
        db.WebForms.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(f => f.Key == key && f.Enabled, cancel);
}
