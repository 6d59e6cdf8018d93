using System.Threading.Channels;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Nudges;
using Microsoft.AspNetCore.SignalR;

namespace Fettle.Server.People.Live;

/// <summary>Passes nudges on to the browsers that may hear them.</summary>
internal sealed class SendNudges(INudges nudges, IHubContext<LiveHub> hub, LiveConnections connections, TimeProvider clock) : BackgroundService
{
    // A nudge that is dropped here is made good by the next one, or by the page's next fetch.
    private readonly Channel<Nudge> _waiting = Channel.CreateBounded<Nudge>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = nudges.Subscribe(nudge => _waiting.Writer.TryWrite(nudge));
        await using var minutely = clock.CreateTimer(_ => connections.EndOld(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await foreach (var nudge in _waiting.Reader.ReadAllAsync(stoppingToken))
            await SendAsync(nudge, stoppingToken);
    }

    internal async Task SendAsync(Nudge nudge, CancellationToken cancel)
    {
        if (nudge == Nudge.Anything)
            connections.EndAll();
        if (nudge is { Topic: SessionsOfAPerson.Ended, Id: { } session })
            connections.EndOfSession(session);
        List<string> audience = [.. Topics.Audience(nudge.Topic, nudge.OrganisationId)];
        if (nudge.PersonId is { } person && !Topics.SaysWho(nudge.Topic))
            audience.Add(Topics.Alone(person));
        if (audience.Count > 0)
            await hub.Clients.Groups(audience).SendAsync("nudge", new { nudge.Topic, nudge.Id, nudge.OrganisationId, Who = Topics.SaysWho(nudge.Topic) ? nudge.PersonId : null }, cancel);
        if (nudge is { Topic: "person", Id: { } changed })
            connections.End(changed);
    }
}
