using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Mail;

/// <summary>Mail that goes out, and how mail is shown on a ticket.</summary>
internal static class OutgoingPart
{
    public static readonly UseCases Cases = new();

    public static void AddOutgoingMail(this IServiceCollection services)
    {
        services.AddSingleton<ThreadToken>();
        services.AddScoped<OwnAddresses>();
    }
}
