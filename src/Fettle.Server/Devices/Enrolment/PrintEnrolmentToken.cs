using Fettle.Server.People;
using Fettle.Server.Platform.Commands;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Devices.Enrolment;

/// <summary>
/// <c>fettle-server enrolment-token [--uses N] [--organisation ID]</c>: prints a token that is good for a day, for whoever has the server's console; nobody need
/// be signed in, or exist. Without an organisation it is for the installation's own.
/// </summary>
internal static class PrintEnrolmentToken
{
    private const long TheServerItself = 0;

    public static async Task<int> RunAsync(WebApplication app)
    {
        await Migrate.RunAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<OrganisationScope>().SeeEverything();
        services.GetRequiredService<Actor>().Doing = nameof(PrintEnrolmentToken);

        var (db, now) = (services.GetRequiredService<FettleDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var organisation = app.Configuration.GetValue<long?>("organisation") ?? await services.GetRequiredService<IPeople>().HomeOrganisationAsync(CancellationToken.None);
        var (token, secret) = EnrolmentToken.Make(organisation, "from the console", app.Configuration.GetValue("uses", 1), now.AddDays(1), TheServerItself, now);
        db.EnrolmentTokens.Add(token);
        await db.SaveChangesAsync(CancellationToken.None);
        Console.WriteLine(secret);
        return 0;
    }
}
