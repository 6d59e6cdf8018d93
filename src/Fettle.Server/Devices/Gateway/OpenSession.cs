using System.Security.Cryptography;
using Fettle.Protocol;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Lets a device in that has signed the server's challenge with the key it enrolled with.</summary>
internal sealed class OpenSession(FettleDb db, OrganisationScope scope, DeviceTokens tokens, AgentSettings settings) : IUseCase
{
    public static void Map(RouteGroupBuilder agent) =>
        agent.MapPost(AgentRoute.Of(Routes.Session),
            async (HttpRequest request, OpenSession useCase, CancellationToken cancel) => AgentMessages.Answer(
                await useCase.RunAsync(await request.ReadAgentMessageAsync(ProtocolJson.Default.SessionRequest, AgentMessages.Small, cancel), cancel),
                ProtocolJson.Default.SessionResponse))
            .WithName("openSession").WithMetadata(new WithoutSession());

    /// <exception cref="NotFound">The device never enrolled here, or is retired.</exception>
    /// <exception cref="BadHttpRequestException">401: the challenge is old, used or another's, or the signature is not the device's.</exception>
    public async Task<SessionResponse> RunAsync(SessionRequest request, CancellationToken cancel)
    {
        scope.SeeEverything();
        var device = await db.Devices.Where(d => d.Id == request.DeviceId && d.RetiredAt == null)
            .Select(d => new { d.OrganisationId, d.PublicKey, d.KeyFingerprint }).FirstOrDefaultAsync(cancel)
            ?? throw new NotFound($"Device {request.DeviceId}");
        scope.LimitTo([device.OrganisationId]);

        var challenge = tokens.OpenChallenge(request.Nonce ?? "", request.DeviceId);
        if (challenge is null || challenge.KeyFingerprint != device.KeyFingerprint || !Signed(request, device.PublicKey))
            throw NotProven("The challenge was not signed by the device's key in time.");

        // Once: the newest challenge that was answered moves forward, in whichever replica, and the same or an older one moves nothing.
        var moved = 0;
        await db.InTransactionAsync(
            async () => moved = await db.Sightings.Where(s => s.DeviceId == request.DeviceId && s.ProvedAt < challenge.IssuedAt)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.ProvedAt, challenge.IssuedAt), cancel),
            cancel);
        if (moved == 0)
            throw NotProven("This challenge was answered already.");

        var (token, expires) = tokens.Session(request.DeviceId, device.KeyFingerprint);
        return new(token, expires, settings.Limits);
    }

    private static bool Signed(SessionRequest request, string publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        return ProofOfDevice.Verify(key, request.DeviceId, request.Nonce, request.Signature ?? "");
    }

    private static BadHttpRequestException NotProven(string why) => new(why, StatusCodes.Status401Unauthorized);
}
