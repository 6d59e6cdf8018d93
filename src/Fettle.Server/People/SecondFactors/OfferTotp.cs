using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace Fettle.Server.People.SecondFactors;

/// <summary>Makes a secret for the caller's authenticator app. It counts only after a code from the app has shown that the app has it (<see cref="StartTotp"/>).</summary>
internal sealed class OfferTotp(FettleDb db, CurrentSession session, CheckSecondFactor secondFactor) : IUseCase
{
    /// <param name="Secret">In base 32, to type in where no camera is.</param>
    /// <param name="Uri">The same as a link that authenticator apps open.</param>
    /// <param name="QrSvg">The same as a picture.</param>
    public sealed record Response(string Secret, string Uri, string QrSvg);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/me/totp", (OfferTotp useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Conflict">There is one in use.</exception>
    public async Task<Response> RunAsync(CancellationToken cancel)
    {
        var me = session.RequireProof();
        var login = await db.Logins.SingleAsync(l => l.Id == me, cancel);
        if (login.HasTotp)
            throw new Conflict("An authenticator app is set up already. Remove it first to set up another");

        var secret = Totp.NewSecret();
        login.OfferTotp(secondFactor.Seal(secret));
        await db.SaveChangesAsync(cancel);
        var uri = Totp.Uri(secret, "Fettle", login.Name);
        return new(Totp.Base32(secret), uri, Svg(uri));
    }

    private static string Svg(string uri)
    {
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
