using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>
/// Takes the call of another program. (1) Its hook is found by the address and the caller has to show the secret; (2) what it says is read by the hook's
/// mapping; (3) in one transaction it becomes tickets or words on them, with a line in the hook's log. What cannot be read is answered with the reason, and
/// kept in the log as well.
/// </summary>
internal sealed class ReceiveCall(FettleDb db, OrganisationScope scope, Actor actor, WebhookSecret secrets, FileCall file, TimeProvider clock)
{
    public const int MaximumBytes = 1024 * 1024;

    private const int LongestKept = 64 * 1024;

    /// <param name="Number">The ticket; null: nothing was to be done.</param>
    public sealed record Result(CallOutcome Outcome, long? Number);

    public sealed record Answer(IReadOnlyList<Result> Results);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/hooks/{address}", (string address, HttpContext context, ReceiveCall useCase, CancellationToken cancel) => useCase.RunAsync(address, context.Request, cancel))
            .WithName("receiveCall").WithTags("ServiceDesk").RequireRateLimiting(RateLimits.Hooks);

    /// <exception cref="Forbidden">There is no such address, or the secret is another: the two look the same.</exception>
    /// <exception cref="TooLarge">It is more than a megabyte.</exception>
    /// <exception cref="Invalid">What was sent cannot be read by the hook's mapping.</exception>
    public async Task<Answer> RunAsync(string address, HttpRequest request, CancellationToken cancel)
    {
        // A stranger's megabyte is not read.
        var hook = await db.IncomingHooks.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(h => h.Address == address && h.Enabled, cancel);
        if (hook is null || secrets.Open(hook.SealedSecret) is not { } secret || (hook.Proof == HookProof.Token && !HasToken(secret, request.Headers)))
            throw Forbidden.SignInFirst();
        var body = await BodyAsync(request, cancel);
        if (hook.Proof == HookProof.Signature && !IsSigned(secret, request.Headers, body))
            throw Forbidden.SignInFirst();
        scope.LimitTo([hook.OrganisationId]);
        actor.Is(ActorKind.Stranger, null, $"Hook {hook.Name}", request.HttpContext.Connection.RemoteIpAddress?.ToString());
        actor.Doing = nameof(ReceiveCall);
        IReadOnlyList<Said> said;
        try
        {
            said = ReadCall.Of(hook.Read(), body);
        }
        catch (Invalid e)
        {
            db.Add(Call(hook, request, body, CallOutcome.Refused, null, e.Message));
            await db.SaveChangesAsync(cancel);
            throw;
        }
        var results = new List<Result>();
        await db.InTransactionAsync(
            async () =>
            {
                foreach (var one in said)
                    results.Add(await file.RunAsync(hook, one, cancel));
                db.AddRange(results.Select(r => Call(hook, request, body, r.Outcome, r.Number, null)));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return new(results);
    }

    private static bool IsSigned(string secret, IHeaderDictionary headers, byte[] body) => WebhookSecret.Same(
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}", headers["X-Hub-Signature-256"].ToString());

    private static bool HasToken(string secret, IHeaderDictionary headers)
    {
        var bearer = headers.Authorization.ToString();
        return WebhookSecret.Same(secret, headers["X-Fettle-Token"].ToString())
            || (bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && WebhookSecret.Same(secret, bearer["Bearer ".Length..].Trim()));
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaximumBytes)
            throw new TooLarge($"A call may be {MaximumBytes / 1024} kilobytes.");
        var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > MaximumBytes)
                throw new TooLarge($"A call may be {MaximumBytes / 1024} kilobytes.");
        }
        return kept.ToArray();
    }

    private IncomingCall Call(IncomingHook hook, HttpRequest request, byte[] body, CallOutcome outcome, long? ticket, string? why) => new()
    {
        OrganisationId = hook.OrganisationId,
        HookId = hook.Id,
        At = clock.GetUtcNow(),
        From = request.HttpContext.Connection.RemoteIpAddress?.ToString(),
        Body = StorableText.Of(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, LongestKept))),
        Outcome = outcome,
        TicketNumber = ticket,
        Why = why,
    };
}
