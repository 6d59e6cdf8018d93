using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>What is shown in the frame: one small page without a script, in the reader's language, in light and dark.</summary>
internal static class FormPage
{
    private const string Style =
        """
        :root{color-scheme:light dark;--text:#1b2529;--dim:#55636b;--line:#8a989e;--ground:#fff;--accent:#0b6b66;--on:#fff;--bad:#a61b1b}
        @media(prefers-color-scheme:dark){:root{--text:#dbe3e6;--dim:#95a3aa;--line:#5b6a71;--ground:#161d21;--accent:#5bbab3;--on:#10181b;--bad:#ff9d9d}}
        *{box-sizing:border-box}body{margin:0;padding:16px;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,"Segoe UI",Roboto,sans-serif}
        form,main{max-width:560px;margin:0 auto;display:grid;gap:12px}h1{font-size:20px;margin:0}p{margin:0;white-space:pre-line}
        label{display:grid;gap:4px;font-size:14px;font-weight:550}input,textarea{font:inherit;font-weight:400;padding:8px 10px;border:1px solid var(--line);border-radius:6px;background:var(--ground);color:inherit;width:100%}
        textarea{min-height:140px}button{justify-self:start;font:inherit;font-weight:600;padding:9px 18px;border:0;border-radius:6px;background:var(--accent);color:var(--on);cursor:pointer}
        .bad{color:var(--bad)}.more{position:absolute;left:-9999px}small{color:var(--dim)}
        """;

    /// <param name="Words">What is said above the fields: why it was not taken; null: nothing was.</param>
    public sealed record Filled(string? Name = null, string? Email = null, string? Subject = null, string? Body = null, string? Words = null);

    private sealed record Texts(string Name, string Email, string Subject, string Body, string Send, string Thanks, string Hint, string Leave);

    private static readonly Texts English = new(
        "Your name", "Your mail address", "What is it about?", "What do you want to tell us?", "Send", "Thank you. We have it as number {0} and answer to your mail address.",
        "We use your address to answer you.", "Leave this empty");

    private static readonly Texts German = new(
        "Ihr Name", "Ihre Mailadresse", "Worum geht es?", "Was möchten Sie uns sagen?", "Senden", "Vielen Dank. Wir haben es unter der Nummer {0} und antworten an Ihre Mailadresse.",
        "Wir verwenden Ihre Adresse, um Ihnen zu antworten.", "Bitte leer lassen");

    public static bool IsGerman(HttpRequest request) => request.Headers.AcceptLanguage.ToString().StartsWith("de", StringComparison.OrdinalIgnoreCase);

    public static Task ShowAsync(HttpContext context, WebForm form, string stamp, Filled filled, int status, CancellationToken cancel)
    {
        var t = IsGerman(context.Request) ? German : English;
        var page = new StringBuilder($"<form method=\"post\" action=\"/form/{form.Key}\"><h1>{Html(form.Name)}</h1>");
        if (form.Introduction is { } introduction)
            page.Append($"<p>{Html(introduction)}</p>");
        if (filled.Words is { } words)
            page.Append($"<p class=\"bad\" role=\"alert\">{Html(words)}</p>");
        page.Append($"<label>{t.Name}<input name=\"name\" maxlength=\"200\" autocomplete=\"name\" value=\"{Html(filled.Name)}\"></label>")
            .Append($"<label>{t.Email}<input name=\"email\" type=\"email\" maxlength=\"254\" autocomplete=\"email\" required value=\"{Html(filled.Email)}\"></label>")
            .Append($"<label>{t.Subject}<input name=\"subject\" maxlength=\"200\" required value=\"{Html(filled.Subject)}\"></label>")
            .Append($"<label>{t.Body}<textarea name=\"body\" maxlength=\"{TakeReport.LongestBody}\" required>\n{Html(filled.Body)}</textarea></label>")
            // People do not see it, programs fill it in.
            .Append($"<div class=\"more\" aria-hidden=\"true\"><label>{t.Leave}<input name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></label></div>")
            .Append($"<input type=\"hidden\" name=\"stamp\" value=\"{Html(stamp)}\"><small>{t.Hint}</small><button>{t.Send}</button></form>");
        return SendAsync(context, form, page.ToString(), status, cancel);
    }

    public static Task ThankAsync(HttpContext context, WebForm form, long? number, CancellationToken cancel)
    {
        var t = IsGerman(context.Request) ? German : English;
        // A program that was found out is thanked as well, with a number of nothing.
        return SendAsync(context, form, $"<main><h1>{Html(form.Name)}</h1><p role=\"status\">{Html(string.Format(null, t.Thanks, number ?? RandomNumberGenerator.GetInt32(1000, 9999)))}</p></main>", 200, cancel);
    }

    private static Task SendAsync(HttpContext context, WebForm form, string content, int status, CancellationToken cancel)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var (response, may) = (context.Response, form.Origins.Count == 0 ? "'none'" : string.Join(' ', form.Origins));
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors {may}";
        // The one header knows no list of sites; the other, which browsers put before it, does.
        if (form.Origins.Count > 0)
            context.Items[Platform.Web.SecurityHeaders.InFrames] = true;
        var language = IsGerman(context.Request) ? "de" : "en";
        return response.WriteAsync(
            $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Html(form.Name)}</title>"
            + $"<style nonce=\"{nonce}\">{Style}</style></head><body>{content}</body></html>",
            cancel);
    }

    private static string Html(string? text) => WebUtility.HtmlEncode(text ?? "");
}
