using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fettle.ServerTests.ServiceDesk.MovingIn;

/// <summary>A web server on loopback that answers as another ticket system is documented to, and fails as networks do.</summary>
internal sealed class OtherSystem : IAsyncDisposable
{
    /// <summary>Names are sent as they are written.</summary>
    private static readonly JsonSerializerOptions AsWritten = new();

    private readonly WebApplication _app;
    private int _asked;

    private OtherSystem(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public int Asked => _asked;

    /// <summary>What was asked for, with its Authorization.</summary>
    public ConcurrentQueue<(string Path, string? Authorization)> Requests { get; } = new();

    /// <summary>Called with the number of the request; what it returns is done instead of answering.</summary>
    public Func<int, HttpContext, Task<bool>> Instead { get; set; } = (_, _) => Task.FromResult(false);

    public static async Task<OtherSystem> StartAsync(Func<HttpRequest, object?> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var system = new OtherSystem(builder.Build());
        system._app.Run(async context =>
        {
            system.Requests.Enqueue(($"{context.Request.Path}{context.Request.QueryString}", context.Request.Headers.Authorization));
            if (await system.Instead(Interlocked.Increment(ref system._asked), context))
                return;
            switch (answer(context.Request))
            {
                case null:
                    context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                    break;
                case byte[] bytes:
                    await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
                    break;
                case string json:
                    context.Response.ContentType = "application/json";
                    await context.Response.WriteAsync(json, context.RequestAborted);
                    break;
                case var json:
                    await context.Response.WriteAsJsonAsync(json, AsWritten, context.RequestAborted);
                    break;
            }
        });
        await system._app.StartAsync();
        return system;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
