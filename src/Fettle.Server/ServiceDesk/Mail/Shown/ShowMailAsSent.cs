using System.Net;
using Fettle.Mail;
using Fettle.Mail.Html;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fettle.Server.ServiceDesk.Mail.Shown;

/// <summary>
/// A mail as its sender meant it to look, as a page of its own for a sandboxed frame. Two walls, of which each would do: the HTML is written anew by an
/// allow-list, and the page's own policy lets it load nothing and run nothing. Pictures of the mail itself are in the page; those that lie elsewhere
/// are loaded when the reader asks for them, straight from there and without a referrer.
/// </summary>
internal sealed class ShowMailAsSent(OneMail one) : IUseCase
{
    private const long LargestPicture = 5 << 20;
    private const long LargestPictures = 15 << 20;

    /// <summary>The kinds that hold no script.</summary>
    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];

    private const string Look =
        "body{margin:12px;background:#fff;color:#111;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}"
        + "pre{white-space:pre-wrap;font:inherit;margin:0}table{max-width:100%}blockquote{margin:0 0 0 4px;padding-left:12px;border-left:3px solid #ccc;color:#444}";

    // Without scripts, and without an origin that could read anything; a link opens a window that is an ordinary one again.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox; ";

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/mails/{id:long}/as-sent",
        (long id, bool? images, HttpContext context, ShowMailAsSent useCase, CancellationToken cancel) => useCase.RunAsync(id, images ?? false, context, cancel));

    /// <param name="images">Pictures that lie elsewhere are loaded from there.</param>
    /// <exception cref="NotFound">No such mail on a ticket that the caller may read, or it is not sent yet.</exception>
    public async Task<ContentHttpResult> RunAsync(long id, bool images, HttpContext context, CancellationToken cancel)
    {
        var mail = await one.RequireAsync(id, cancel);
        var body = await one.ReadAsync(mail, message => BodyOf(message, images), cancel);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy + (images ? "img-src data: https:; upgrade-insecure-requests" : "img-src data:");
        headers.XFrameOptions = "SAMEORIGIN";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Content(
            $"<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><meta name=\"viewport\" content=\"width=device-width\"><style>{Look}</style></head><body>{body}</body></html>",
            "text/html; charset=utf-8");
    }

    private static string BodyOf(MailMessage message, bool images)
    {
        if (message.Html is not { } html)
            return $"<pre>{WebUtility.HtmlEncode(message.Text ?? "")}</pre>";
        var left = LargestPictures;
        var safe = HtmlSanitiser.Sanitise(html, Embed).Html;
        // No text can hold this: what the sanitiser writes of texts and values has its quotation marks escaped.
        return images ? safe.Replace(" data-remote-src=\"", " src=\"", StringComparison.Ordinal) : safe;

        string? Embed(string contentId)
        {
            if (message.Attachments.FirstOrDefault(a => a.ContentId == contentId && Pictures.Contains(a.Type)) is not { } picture || picture.Size > Math.Min(left, LargestPicture))
                return null;
            left -= picture.Size;
            return Data(picture);
        }
    }

    /// <summary>The picture itself instead of its address: a page without an origin has no session, and so could not fetch it.</summary>
    private static string Data(MailAttachment picture)
    {
        using var content = picture.Open();
        using var bytes = new MemoryStream((int)picture.Size);
        content.CopyTo(bytes);
        return $"data:{picture.Type};base64,{Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length)}";
    }
}
