using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Changes what a field is called, offers and demands, or no longer asks for it. Its type stays: what is filled in would not fit another.</summary>
internal sealed class ChangeField(FettleDb db, CurrentPerson me, SortedBy sorted, CreateField create) : IUseCase
{
    public sealed record Request(string Name, IReadOnlyList<string>? Choices = null, bool Required = false, TicketKind? Kind = null, long? CategoryId = null, bool Retired = false);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/fields/{fieldId:long}",
        (long fieldId, Request request, ChangeField useCase, CancellationToken cancel) => useCase.RunAsync(fieldId, request, cancel));

    /// <exception cref="NotFound">No such field that the caller may know of.</exception>
    /// <exception cref="Forbidden">It is for all, and the caller does not manage every desk.</exception>
    public async Task<ListFields.Item> RunAsync(long fieldId, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var field = await sorted.Fields().SingleOrDefaultAsync(f => f.Id == fieldId, cancel) ?? throw new NotFound($"Field {fieldId}");
        sorted.RequireManagement(field.OrganisationId);
        await create.SetAsync(
            field, new(field.OrganisationId, request.Name, field.Type, request.Choices, request.Required, request.Kind, request.CategoryId), request.Retired, cancel);
        await db.SaveChangesAsync(cancel);
        return ListFields.Of(field);
    }
}
