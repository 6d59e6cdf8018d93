using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Recurring;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>Takes a template away.</summary>
internal sealed class DeleteTemplate(FettleDb db, OneTemplate one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/ticket-templates/{templateId:long}", (long templateId, DeleteTemplate useCase, CancellationToken cancel) => useCase.RunAsync(templateId, cancel));

    /// <exception cref="NotFound">No such template in an organisation whose desk the caller manages.</exception>
    /// <exception cref="Conflict">Recurring tickets are made from it.</exception>
    public async Task<NoContent> RunAsync(long templateId, CancellationToken cancel)
    {
        var template = await one.RequireAsync(templateId, cancel);
        if (await db.RecurringTickets.AnyAsync(r => r.TemplateId == templateId, cancel))
            throw new Conflict("Tickets are made from this template again and again. Take that away first.");
        db.Remove(template);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
