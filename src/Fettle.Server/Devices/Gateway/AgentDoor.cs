using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Fettle.Server.Devices.Gateway;

/// <summary>On a route that an agent may use before it has a session.</summary>
internal sealed class WithoutSession;

/// <summary>
/// Where agents come in. (1) Whoever has no good session token gets no further than the routes that are <see cref="WithoutSession"/>; (2) the device's own
/// organisation is all that the request can touch; (3) of two agents with one device's key, one gets no further; (4) what is refused further in is counted
/// and journalled here.
/// </summary>
internal sealed class AgentDoor(RequestDelegate next, IServiceScopeFactory scopes, DeviceTokens tokens, Connections connections, RefusedMessages refusals)
{
    public const string Path = "/agent/v1";

    public async Task InvokeAsync(HttpContext http, OrganisationScope scope, Actor actor, CurrentDevice device)
    {
        var endpoint = http.GetEndpoint();
        var address = http.Connection.RemoteIpAddress?.ToString();
        if (endpoint is null || endpoint.Metadata.GetMetadata<WithoutSession>() is not null)
            actor.Is(ActorKind.Stranger, null, "unknown agent", address);
        else if (await AuthenticateAsync(http.Request.Headers.Authorization, http.RequestAborted) is { } known)
        {
            device.Is(known.Id, known.OrganisationId, known.Name, known.Session);
            scope.LimitTo([known.OrganisationId]);
            actor.Is(ActorKind.Device, known.Id, known.Name, address);
        }
        else
        {
            await refusals.NoteAsync("unproven", null, address, $"{http.Request.Path} without a valid session", http.RequestAborted);
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Results.Problem("The session is over, or never was. Begin a new one with a challenge.", statusCode: 401, title: "No session").ExecuteAsync(http);
            return;
        }

        if (actor.Kind == ActorKind.Device && connections.IsHeldByAnother(device))
        {
            await refusals.NoteAsync("copied", device, address, "two agents use this device's key: was its disk copied?", http.RequestAborted);
            await Results.Problem(
                "Another agent is connected with this device's key: was this disk copied from another device? If so, run `fettle-agent enroll --force` on the copy.",
                statusCode: 409, title: "The device's key is in use").ExecuteAsync(http);
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception e) when (ReasonOf(e) is { } why)
        {
            await refusals.NoteAsync(why, actor.Kind == ActorKind.Device ? device : null, address, $"{http.Request.Path}: {e.Message}", http.RequestAborted);
            throw;
        }
    }

    private static string? ReasonOf(Exception e) => e switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => "oversized",
        BadHttpRequestException { StatusCode: StatusCodes.Status401Unauthorized } => "unproven",
        BadHttpRequestException or Invalid => "malformed",
        Forbidden => "forbidden",
        NotFound => "foreign",
        _ => null,
    };

    private sealed record Known(long Id, long OrganisationId, string Name, DateTimeOffset Session);

    /// <summary>In a scope of its own that ends here: a socket stays open for days and should not keep a database context with it.</summary>
    private async Task<Known?> AuthenticateAsync(StringValues authorization, CancellationToken cancel)
    {
        const string scheme = "Bearer ";
        if (authorization is not [{ } header] || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || tokens.OpenSession(header[scheme.Length..]) is not { } session)
            return null;

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        return await scope.ServiceProvider.GetRequiredService<FettleDb>().Devices
            .Where(d => d.Id == session.DeviceId && d.RetiredAt == null && d.KeyFingerprint == session.KeyFingerprint)
            .Select(d => new Known(d.Id, d.OrganisationId, d.Name, session.IssuedAt))
            .FirstOrDefaultAsync(cancel);
    }
}
