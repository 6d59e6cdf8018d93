namespace Fettle.Server.Platform.Web;

/// <summary>What a request passes, in order. The door stands in the middle: what is outside does not know who is asking, what is inside does.</summary>
internal static class Pipeline
{
    public static void UsePlatformOutsideTheDoor(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
    }

    public static void UsePlatformInsideTheDoor(this WebApplication app)
    {
        app.UseMiddleware<WhatIsDone>();
        app.UseMiddleware<OwnPagesOnly>();
    }
}
