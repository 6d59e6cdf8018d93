using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Categories, and fields of one's own making.</summary>
internal static class FieldsPart
{
    private static readonly UseCases Cases = new UseCases()
        .With<ListCategories>()
        .With<CreateCategory>()
        .With<ChangeCategory>()
        .With<SortTicket>()
        .With<ListFields>()
        .With<CreateField>()
        .With<ChangeField>()
        .With<FillInField>();

    public static void AddFields(this IServiceCollection services)
    {
        services.AddScoped<SortedBy>().AddScoped<FieldsOfTicket>().AddScoped<ReadFieldValue>();
        Cases.AddTo(services);
    }

    public static void MapFields(this RouteGroupBuilder api) => Cases.MapOn(api);
}
