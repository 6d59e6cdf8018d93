using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>What somebody keeps for themselves: favourites, reminders, the time they spent.</summary>
internal static class PersonalPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<FavourTicket>()
        .With<SetReminder>()
        .With<ListReminders>()
        .With<ForgetReminder>()
        .With<RunTimer>()
        .With<StopTimer>()
        .With<ShowTimer>()
        .With<WriteDownTime>()
        .With<ListTimes>()
        .With<StrikeOutTime>();

    public static void AddPersonal(this IServiceCollection services)
    {
        services.AddHostedService<RemindPeople>();
    }
}
