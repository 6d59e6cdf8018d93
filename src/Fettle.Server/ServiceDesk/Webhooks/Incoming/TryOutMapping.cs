using System.Text;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>Shows what a mapping makes of an example; it changes nothing.</summary>
internal sealed class TryOutMapping(InForce desk) : IUseCase
{
    /// <param name="Example">JSON as the program would send it.</param>
    public sealed record Request(HookMapping Mapping, string Example);

    /// <param name="Over">It says that the thing is over: the ticket is solved.</param>
    public sealed record Thing(string Subject, string Body, string? Key, bool Over, Level Impact, Level Urgency, string? Device, string? Requester, IReadOnlyList<string> Tags);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/incoming-hooks/try", (Request request, TryOutMapping useCase) => useCase.Run(request));

    /// <exception cref="Invalid">The example cannot be read by it, and why.</exception>
    public IReadOnlyList<Thing> Run(Request request)
    {
        desk.RequireToManageSomewhere();
        return [.. ReadCall.Of(OneIncomingHook.Check(request.Mapping), Encoding.UTF8.GetBytes(request.Example))
            .Select(s => new Thing(s.Subject, s.Body, s.Key, s.Over, s.Impact, s.Urgency, s.Device, s.Requester, s.Tags))];
    }
}
