using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Talking in the portal: somebody asks, one technician takes it, and what is said is on the ticket.</summary>
internal static class ChatsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ShowOwnChat>()
        .With<StartChat>()
        .With<StayInChat>()
        .With<SayInOwnChat>()
        .With<LeaveChat>()
        .With<ListChats>()
        .With<AttendChats>()
        .With<TakeChat>()
        .With<TypeInChat>()
        .With<SayInChat>()
        .With<EndChat>();

    public static void AddChats(this IServiceCollection services)
    {
        services.AddScoped<Attendance>().AddScoped<OneChat>();
        services.AddHostedService<TidyChats>();
    }
}
