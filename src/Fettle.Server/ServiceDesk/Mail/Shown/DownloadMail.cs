using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fettle.Server.ServiceDesk.Mail.Shown;

/// <summary>The message exactly as it came or went, header and all, to be kept as a file.</summary>
internal sealed class DownloadMail(OneMail one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/mails/{id:long}/message.eml",
        (long id, HttpContext context, DownloadMail useCase, CancellationToken cancel) => useCase.RunAsync(id, context, cancel));

    /// <exception cref="NotFound">No such mail on a ticket that the caller may read, or it is not sent yet.</exception>
    public async Task<FileStreamHttpResult> RunAsync(long id, HttpContext context, CancellationToken cancel)
    {
        var mail = await one.RequireAsync(id, cancel);
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // Never as message/rfc822: there are browsers that would show it as a page.
        return TypedResults.Stream(one.Open(mail), "application/octet-stream", $"mail-{id}.eml");
    }
}
