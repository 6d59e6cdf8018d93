using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Adds a field to the tickets of an organisation, or of all.</summary>
internal sealed class CreateField(FettleDb db, SortedBy sorted) : IUseCase
{
    private const int MostChoices = 200;

    /// <param name="Choices">For a choice: what there is to choose from.</param>
    /// <param name="Required">A ticket is not resolved or closed by the desk without it.</param>
    public sealed record Request(
        long? OrganisationId, string Name, FieldType Type, IReadOnlyList<string>? Choices = null, bool Required = false, TicketKind? Kind = null, long? CategoryId = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/fields", (Request request, CreateField useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not one where the caller manages the desk.</exception>
    /// <exception cref="Invalid">A choice without choices, or a category that the organisation does not have.</exception>
    public async Task<ListFields.Item> RunAsync(Request request, CancellationToken cancel)
    {
        sorted.RequireManagement(request.OrganisationId);
        var field = new CustomField(request.OrganisationId, Demand.Known(request.Type, "type"));
        await SetAsync(field, request, retired: false, cancel);
        db.Add(field);
        await db.SaveChangesAsync(cancel);
        return ListFields.Of(field);
    }

    /// <summary>What may be changed later, too.</summary>
    public async Task SetAsync(CustomField field, Request request, bool retired, CancellationToken cancel)
    {
        if (request.CategoryId is { } category)
        {
            var found = (await sorted.TreeAsync(cancel)).Find(category) ?? throw new Invalid("categoryId", "is no category");
            if (found.OrganisationId is not null && found.OrganisationId != field.OrganisationId)
                throw new Invalid("categoryId", "is a category of another organisation");
        }
        if (request.Kind is { } kind)
            Demand.Known(kind, "kind");
        field.Become(Demand.Text(request.Name, "name", longest: 80), ChoicesOf(field.Type, request.Choices ?? []), request.Required, request.Kind, request.CategoryId, retired);
    }

    private static List<string> ChoicesOf(FieldType type, IReadOnlyList<string> wanted)
    {
        if (type != FieldType.Choice)
            return [];
        List<string> choices = [.. wanted.Select(c => Demand.Text(c, "choices", longest: 100)).Distinct()];
        return choices.Count is > 0 and <= MostChoices ? choices : throw new Invalid("choices", choices.Count == 0 ? "are missing" : $"are more than {MostChoices}");
    }
}
