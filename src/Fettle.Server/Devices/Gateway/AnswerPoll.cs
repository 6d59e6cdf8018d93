using Fettle.Protocol;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Tells a device that cannot have a socket what waits for it; asking counts as presence.</summary>
internal sealed class AnswerPoll(CurrentDevice device, WriteSighting sighting, WhatWaits whatWaits, TimeProvider clock) : IUseCase
{
    /// <summary>An agent polls every 20 s at the most; one that misses the next is offline within half a minute.</summary>
    public static readonly TimeSpan CountsAsOnline = TimeSpan.FromSeconds(45);

    public static void Map(RouteGroupBuilder agent) =>
        agent.MapPost(AgentRoute.Of(Routes.Poll),
            async (HttpRequest request, AnswerPoll useCase, CancellationToken cancel) => AgentMessages.Answer(
                await useCase.RunAsync(await request.ReadAgentMessageAsync(ProtocolJson.Default.AgentStatus, AgentMessages.Small, cancel), cancel),
                ProtocolJson.Default.PollResponse))
            .WithName("answerPoll");

    public async Task<PollResponse> RunAsync(AgentStatus status, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await sighting.StatusAsync(device.Id, device.OrganisationId, CleanStatus.Of(status, now), now + CountsAsOnline, cancel);
        return new(await whatWaits.ForAsync(device.Id, cancel), now);
    }
}
