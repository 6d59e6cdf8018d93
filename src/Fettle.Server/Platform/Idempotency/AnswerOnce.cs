using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Microsoft.AspNetCore.Mvc;

namespace Fettle.Server.Platform.Idempotency;

/// <summary>
/// A <c>POST</c> to the API with an <c>Idempotency-Key</c> is done once, however often it is sent within a day. (1) The key is claimed by a row that can be
/// there once; (2) the request is done and its answer kept; (3) whoever sends the same meanwhile waits, and is given the same answer. The key with another
/// request is refused (422). What was refused or failed is not kept, so it may be sent again.
/// A route that takes the key itself remembers it in the transaction that does the work, which is better, and is left to it.
/// </summary>
internal sealed class AnswerOnce(RequestDelegate next, KeptAnswers kept, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 100;
    private const int LongestBody = 1024 * 1024;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task InvokeAsync(HttpContext context, Actor actor)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments("/api") || TakesTheKeyItself(context) || actor is not { Kind: ActorKind.Person, Id: { } person })
        {
            await next(context);
            return;
        }
        if (key.Length > LongestKey || key.Any(char.IsControl))
            throw new Invalid(Header, $"is longer than {LongestKey} characters, or has some that no key has");
        var request = await HashAsync(context.Request, context.RequestAborted);
        var until = clock.GetUtcNow() + Patience;
        while (true)
        {
            if (await kept.FindAsync(person, key, context.RequestAborted) is { } before)
            {
                if (before.Request != request)
                    throw new KeyReused();
                if (before.Status is not null)
                {
                    await ReplayAsync(context, before);
                    return;
                }
                if (clock.GetUtcNow() >= until)
                    throw new Conflict("The same request is still being done. Send it again in a moment.");
                if (clock.GetUtcNow() - before.At < KeptAnswers.TakesAtMost)
                {
                    await Task.Delay(Between, context.RequestAborted);
                    continue;
                }
            }
            if (await kept.BeginAsync(person, key, request, context.RequestAborted))
                break;
        }
        await DoAsync(context, person, key);
    }

    private async Task DoAsync(HttpContext context, long person, string key)
    {
        var (answer, done) = (context.Response.Body, false);
        using var written = new MemoryStream();
        context.Response.Body = written;
        try
        {
            await next(context);
            if (context.Response.StatusCode is >= 200 and < 300 && written.Length <= LongestBody)
            {
                await kept.EndAsync(person, key, context.Response.StatusCode, context.Response.ContentType, written.ToArray());
                done = true;
            }
        }
        finally
        {
            context.Response.Body = answer;
            if (!done)
                await kept.ForgetAsync(person, key);
        }
        written.Position = 0;
        await written.CopyToAsync(answer, context.RequestAborted);
    }

    private async Task ReplayAsync(HttpContext context, IdempotentRequest before)
    {
        context.Response.StatusCode = before.Status!.Value;
        context.Response.ContentType = before.ContentType;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        var body = kept.BodyOf(before);
        if (body.Length > 0)
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static bool TakesTheKeyItself(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(p => p.GetCustomAttribute<FromHeaderAttribute>()?.Name == Header) == true;

    private static async Task<string> HashAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > LongestBody)
            throw new Invalid(Header, "is for requests of up to a megabyte; send a file without it");
        request.EnableBuffering(bufferThreshold: 64 * 1024, bufferLimit: LongestBody + 1);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        var length = 0L;
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if ((length += read) > LongestBody)
                throw new Invalid(Header, "is for requests of up to a megabyte; send a file without it");
            hash.AppendData(buffer, 0, read);
        }
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
