namespace Fettle.Server.People.Entering;

/// <summary>Finds out who is asking before any use case runs. Whoever brings nothing, or something that is no longer good, is a stranger and may nothing.</summary>
internal sealed class Door(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // Pages, scripts and agents have no person; they should not cost a query, nor a socket a database context for as long as it is open.
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/live"))
            await context.RequestServices.GetRequiredService<RecogniseCaller>().RunAsync(context, context.RequestAborted);
        await next(context);
    }
}
