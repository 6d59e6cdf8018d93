using Fettle.Server.Platform.Errors;
using Microsoft.AspNetCore.Http.Connections;
using Fettle.Server.People.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace Fettle.Server.People.Live;

/// <summary>
/// The line to a browser, <c>/live</c>: it is told <c>nudge {topic, id, organisationId, who}</c> and can say nothing. What it may hear is settled when it
/// connects; <see cref="LiveConnections"/> ends it when that may have changed.
/// </summary>
internal sealed class LiveHub(LiveConnections connections) : Hub
{
    // Not by polling: its requests come and go, and with them the scope in which the door has said who is asking.
    private const HttpTransportType Lasting = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents;

    public static void Map(WebApplication app) => app.MapHub<LiveHub>("/live", options => options.Transports = Lasting).Add(endpoint =>
    {
        var serve = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
            context.RequestServices.GetRequiredService<CurrentPerson>().SignedIn ? serve(context) : throw Forbidden.SignInFirst();
    });

    public override async Task OnConnectedAsync()
    {
        var request = Context.GetHttpContext()!.RequestServices;
        var me = request.GetRequiredService<CurrentPerson>();
        await Groups.AddToGroupAsync(Context.ConnectionId, Topics.Alone(me.Id), Context.ConnectionAborted);
        foreach (var group in Topics.GroupsOf(me))
            await Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
        connections.Add(me.Id, request.GetRequiredService<CurrentSession>().Id, Context);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
