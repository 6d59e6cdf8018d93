using System.Data.Common;
using Fettle.Protocol;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Turns nudges between replicas into frames on the sockets that this one holds.</summary>
internal sealed class NudgeDevices(IServiceScopeFactory scopes, INudges nudges, Connections connections, ILogger<NudgeDevices> log) : IHostedService
{
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = nudges.Subscribe(Hear);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    private void Hear(Nudge nudge)
    {
        if (nudge == Nudge.Anything)
            _ = NudgeAllAsync();
        if (nudge.Id is not { } device || connections.Find(device) is not { } connection)
            return;
        if (nudge.Topic == AgentTopics.Work)
            _ = NudgeAsync(connection);
        else if (nudge.Topic == AgentTopics.ShutOut)
            connection.Cut();
    }

    /// <summary>One after the other: thousands of looks at once would help nobody.</summary>
    private async Task NudgeAllAsync()
    {
        foreach (var connection in connections.All)
            await NudgeAsync(connection);
    }

    public Task NudgeAsync(Connection connection) => Task.Run(() => connection.NudgeAsync(async () =>
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([connection.OrganisationId]);
            var nudge = await scope.ServiceProvider.GetRequiredService<WhatWaits>().ForAsync(connection.DeviceId, CancellationToken.None);
            return WhatWaits.IsNothing(nudge) ? null : nudge;
        }
        catch (DbException e)
        {
            // The device fetches when it connects again; telling it to is all that we can do without the database.
            log.LogError(e, "What waits for device {Device} cannot be read", connection.DeviceId);
            return new AgentNudge(JobsWaiting: true);
        }
    }));
}
