using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>Forms for pages of the house's own web site, from which people write to the desk without signing in.</summary>
internal static class WebFormsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListWebForms>()
        .With<CreateWebForm>()
        .With<ChangeWebForm>()
        .With<DeleteWebForm>()
        .With<HandInReport>();

    public static void AddWebForms(this IServiceCollection services)
    {
        services.AddScoped<TakeReport>().AddScoped<ShowWebForm>().AddScoped<SubmitWebForm>();
        services.AddSingleton<FormStamp>();
    }

    /// <summary>Outside the API: whoever fills one in is nobody known.</summary>
    public static void MapWebForms(this IEndpointRouteBuilder app)
    {
        ShowWebForm.Map(app);
        SubmitWebForm.Map(app);
    }
}
