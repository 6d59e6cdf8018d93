using Fettle.Server.Platform.Journal;

namespace Fettle.Server.Platform.Web;

/// <summary>Writes on the request's <see cref="Actor"/> what it does and, until somebody shows who they are, that a stranger asks.</summary>
internal sealed class WhatIsDone(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, Actor actor)
    {
        // The server's own name is for what it does by itself.
        if (actor.Kind == ActorKind.Server)
            actor.Is(ActorKind.Stranger, null, "Somebody", context.Connection.RemoteIpAddress?.ToString());
        if (context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is { Length: > 0 } name)
            actor.Doing = char.ToUpperInvariant(name[0]) + name[1..];
        return next(context);
    }
}
