using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.MovingIn.Runs;
using Fettle.Server.ServiceDesk.MovingIn.Writing;

namespace Fettle.Server.ServiceDesk.MovingIn;

/// <summary>Moving in: taking over what another ticket system has, as often as is wanted and without doubles.</summary>
internal static class MovingInPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListImports>()
        .With<CreateImport>()
        .With<ReadImport>()
        .With<ChangeImport>()
        .With<HandInImportFile>()
        .With<PreviewImport>()
        .With<StartImport>()
        .With<StopImport>()
        .With<DeleteImport>()
        .With<ListImportRefusals>();

    public static void AddMovingIn(this IServiceCollection services)
    {
        services.AddSingleton<OpenDesk>().AddSingleton<RunImport>();
        services.AddScoped<OneImport>().AddScoped<KnownItems>();
        services.AddScoped<TakeOverPeople>().AddScoped<PrepareTicket>().AddScoped<LinkImported>().AddScoped<TakeOverTicket>().AddScoped<WriteBatch>();
        services.AddHostedService<RunImports>();
    }
}
