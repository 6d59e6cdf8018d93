using System.Net;
using Fettle.Server.Platform.Idempotency;
using Fettle.Server.Platform.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace Fettle.Server.Platform.Web;

/// <summary>What a request passes, in order. The door stands in the middle: what is outside does not know who is asking, what is inside does.</summary>
internal static class Pipeline
{
    public static void UsePlatformOutsideTheDoor(this WebApplication app)
    {
        app.UseForwardedHeaders(TrustedProxies(app.Services.GetRequiredService<ServerSettings>()));
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseWebSockets();
        app.UseMiddleware<SocketOrigins>();

        var web = app.Services.GetRequiredService<WebApp>();
        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            if (!await web.TrySendAsync(context))
                await next(context);
        });
    }

    public static void UsePlatformInsideTheDoor(this WebApplication app)
    {
        app.UseMiddleware<WhatIsDone>();
        app.UseMiddleware<OwnPagesOnly>();
        app.UseRateLimiter();
        app.UseMiddleware<AnswerOnce>();
    }

    private static ForwardedHeadersOptions TrustedProxies(ServerSettings settings)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var written in settings.TrustedProxies?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (!IPAddress.TryParse(written, out var proxy))
                throw new SettingsError(nameof(settings.TrustedProxies), $"has \"{written}\", which is no network address such as 10.0.0.2.");
            options.KnownProxies.Add(proxy);
        }
        if (options.KnownProxies.Count == 0)
            options.ForwardedHeaders = ForwardedHeaders.None;
        return options;
    }
}
