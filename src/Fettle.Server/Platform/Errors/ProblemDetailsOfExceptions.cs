using System.Text.Json;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Errors;

/// <summary>The one place where an exception becomes an answer (RFC 9457).</summary>
internal sealed class ProblemDetailsOfExceptions(IProblemDetailsService problems, ILogger<ProblemDetailsOfExceptions> log) : IExceptionHandler
{
    /// <summary>The type of the problem that <c>POST /api/me/proof</c> takes away.</summary>
    public const string ProofNeeded = "urn:fettle:proof-needed";

    /// <summary>The type of the problem that the same request with <c>force</c> does not meet.</summary>
    public const string MayBeForced = "urn:fettle:may-be-forced";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancel)
    {
        // Nobody is there to read the answer.
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true;

        var problem = Describe(exception);
        if (problem.Status >= 500)
            log.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);

        if (problem.Status == 503)
            context.Response.Headers.RetryAfter = ((int)TooBusy.RetryAfter.TotalSeconds).ToString();
        context.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem, Exception = exception });
    }

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        NotFound => Problem(404, "Not found", exception.Message),
        Conflict { MayBeForced: true } => new() { Type = MayBeForced, Status = 409, Title = "Are you sure?", Detail = exception.Message },
        KeyReused => Problem(422, "The key was used for another request", exception.Message),
        Conflict => Problem(409, "Not possible now", exception.Message),
        DbUpdateConcurrencyException => Problem(409, "Not possible now", "Somebody else has changed this at the same time. Load it again, then repeat."),
        Forbidden { NobodySignedIn: true } => Problem(401, "Not signed in", exception.Message),
        Forbidden { ProofNeeded: true } => new() { Type = ProofNeeded, Status = 403, Title = "Is it you?", Detail = exception.Message },
        Forbidden => Problem(403, "Not allowed", exception.Message),
        Invalid invalid => new HttpValidationProblemDetails(new Dictionary<string, string[]>
        {
            [JsonNamingPolicy.CamelCase.ConvertName(invalid.Field)] = [invalid.Why],
        })
        { Status = 400, Title = "The request needs a change", Detail = invalid.Message },
        BadHttpRequestException bad => BadRequests.Describe(bad),
        TooLarge => Problem(413, "Too large", exception.Message),
        TooBusy => Problem(503, "The server is busy", exception.Message),
        StorageFull => Problem(507, "The server's disk is full", exception.Message),
        DbUpdateException when AlreadyThere.Caused(exception) => Problem(409, "Not possible now", "The same was made by somebody else at the same time."),
        _ when DatabaseTrouble.IsTransient(exception) => Problem(503, "The server is busy", "The database could not do it just now. Nothing was changed; send the request again."),
        _ when DiskFull.Caused(exception) => Problem(507, "The server's disk is full", "Free some space on it and send the request again. Reading goes on."),
        _ => Problem(500, "Something went wrong on the server", "The server's log has the details. Trying again does no harm."),
    };

    private static ProblemDetails Problem(int status, string title, string detail) => new() { Status = status, Title = title, Detail = detail };
}
