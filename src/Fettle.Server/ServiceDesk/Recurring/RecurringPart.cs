using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>Tickets that are made again and again: the server room on the first of the month, certificates once a year.</summary>
internal static class RecurringPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListRecurring>()
        .With<CreateRecurring>()
        .With<ChangeRecurring>()
        .With<DeleteRecurring>();

    public static void AddRecurring(this IServiceCollection services)
    {
        services.AddScoped<OneRecurring>();
        services.AddHostedService<OpenRecurringTickets>();
    }
}
