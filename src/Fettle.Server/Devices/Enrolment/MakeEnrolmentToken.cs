using Fettle.Server.Devices.Download;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Devices.Enrolment;

/// <summary>Makes a token with which devices enrol into an organisation. It is shown this once, with the commands to run on the device.</summary>
internal sealed class MakeEnrolmentToken(FettleDb db, OrganisationScope scope, CurrentPerson me, TimeProvider clock) : IUseCase
{
    /// <param name="Uses">How many devices may enrol with it: 1 to 10,000; 1 unless given.</param>
    /// <param name="ExpiresAt">At most a year ahead; a day unless given.</param>
    public sealed record Request(long OrganisationId, string? Name, int? Uses, DateTimeOffset? ExpiresAt);

    /// <param name="Linux">For a root shell on the device.</param>
    /// <param name="Windows">For an administrator's prompt on the device.</param>
    public sealed record Commands(string Linux, string Windows);

    public sealed record Made(EnrolmentTokenView EnrolmentToken, string Token, Commands Commands);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/enrolment-tokens", async (Request request, HttpRequest http, IConfiguration configuration, MakeEnrolmentToken useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, ShowInstallScript.ServerAddress(http, configuration), cancel)));

    /// <param name="server">Where the device finds this server.</param>
    /// <exception cref="NotFound">No such organisation among the caller's.</exception>
    /// <exception cref="Invalid">Uses, expiry or name are out of range.</exception>
    public async Task<Made> RunAsync(Request request, string server, CancellationToken cancel)
    {
        me.Require(Permission.ManageDevices);
        if (!scope.Includes(request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        me.Require(Permission.ManageDevices, request.OrganisationId);

        var now = clock.GetUtcNow();
        var expires = request.ExpiresAt ?? now + TimeSpan.FromDays(1);
        if (expires <= now || expires > now + TimeSpan.FromDays(366))
            throw new Invalid(nameof(request.ExpiresAt), "is not between now and a year from now");
        if (request.Uses is < 1 or > 10_000)
            throw new Invalid(nameof(request.Uses), "is not between 1 and 10000");
        if (request.Name?.Length > 100)
            throw new Invalid(nameof(request.Name), "is longer than 100 characters");

        var (token, secret) = EnrolmentToken.Make(request.OrganisationId, request.Name?.Trim() ?? "", request.Uses ?? 1, expires, me.Id, now);
        db.Add(token);
        await db.SaveChangesAsync(cancel);
        var (linux, windows) = ShowInstallScript.Commands(server, secret);
        return new(ListEnrolmentTokens.View(token, now), secret, new(linux, windows));
    }
}
