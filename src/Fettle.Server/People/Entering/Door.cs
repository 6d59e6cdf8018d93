namespace Fettle.Server.People.Entering;

/// <summary>Finds out who is asking before any use case runs. Whoever brings nothing, or something that is no longer good, is a stranger and may nothing.</summary>
internal sealed class Door(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, RecogniseCaller recognise)
    {
        // Pages, scripts and agents have no person; they should not cost a query.
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/live"))
            await recognise.RunAsync(context, context.RequestAborted);
        await next(context);
    }
}
