using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.SecondFactors;

/// <summary>Puts the offered authenticator app to use, once it has shown a right code. From now on signing in by password needs one.</summary>
internal sealed class StartTotp(FettleDb db, CurrentSession session, CheckSecondFactor secondFactor, TimeProvider clock) : IUseCase
{
    public sealed record Request(string? Code);

    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/me/totp", (Request request, StartTotp useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Conflict">Nothing was offered, or it is in use already.</exception>
    /// <exception cref="Invalid">The code is not right.</exception>
    public async Task<Response> RunAsync(Request request, CancellationToken cancel)
    {
        var me = session.RequirePerson();
        var login = await db.Logins.SingleAsync(l => l.Id == me, cancel);
        if (login.SealedTotpSecret is null || login.HasTotp)
            throw new Conflict("There is no authenticator app waiting to be set up. Begin again");
        if (!await secondFactor.TotpAsync(login, request.Code ?? "", cancel))
            throw new Invalid("code", "is not what the app should show now; check that the clocks of phone and server are right");

        login.StartTotp(clock.GetUtcNow());
        var codes = await RecoveryCodes.RenewAsync(db, me, cancel);

        // Whoever was signed in with the password alone has to show the second factor, too.
        await db.EndSessionsAsync(me, except: session.Id, cancel);
        await db.SaveChangesAsync(cancel);
        return new(codes);
    }
}
