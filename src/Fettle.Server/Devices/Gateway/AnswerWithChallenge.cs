using Fettle.Protocol;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Gives a device something to sign, good once and for a minute.</summary>
internal sealed class AnswerWithChallenge(FettleDb db, OrganisationScope scope, DeviceTokens tokens) : IUseCase
{
    public static void Map(RouteGroupBuilder agent) =>
        agent.MapPost(AgentRoute.Of(Routes.Challenge),
            async (HttpRequest request, AnswerWithChallenge useCase, CancellationToken cancel) => AgentMessages.Answer(
                await useCase.RunAsync(await request.ReadAgentMessageAsync(ProtocolJson.Default.ChallengeRequest, AgentMessages.Small, cancel), cancel),
                ProtocolJson.Default.ChallengeResponse))
            .WithName("answerWithChallenge").WithMetadata(new WithoutSession());

    /// <exception cref="NotFound">The device never enrolled here, or is retired.</exception>
    public async Task<ChallengeResponse> RunAsync(ChallengeRequest request, CancellationToken cancel)
    {
        // Nobody has shown who they are: the device's organisation is not known either.
        scope.SeeEverything();
        var fingerprint = await db.Devices.Where(d => d.Id == request.DeviceId && d.RetiredAt == null).Select(d => d.KeyFingerprint).FirstOrDefaultAsync(cancel)
            ?? throw new NotFound($"Device {request.DeviceId}");
        return new(tokens.Challenge(request.DeviceId, fingerprint));
    }
}
