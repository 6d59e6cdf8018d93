using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Exports.Schedules;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>Lists and reports as files, and the mails that bring them again and again.</summary>
internal static class ExportsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ExportTickets>()
        .With<ExportDeskReport>()
        .With<ListSchedules>()
        .With<ScheduleReport>()
        .With<StopReport>();

    public static void AddExports(this IServiceCollection services)
    {
        services.AddScoped<SheetOfTickets>().AddScoped<SheetOfDesk>().AddScoped<MailReport>();
        services.AddHostedService<SendReports>();
    }
}
