using Fettle.Mail;
using Fettle.Mail.Html;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Mail.Shown;

/// <summary>A mail in full: its addresses, and its text with the quotes and the signature that the ticket's page folds away.</summary>
internal sealed class ReadMailOfTicket(OneMail one) : IUseCase
{
    /// <param name="Text">The whole plain text; null where there is none, or the mail is not sent yet.</param>
    /// <param name="HasRemoteImages">Pictures of it lie elsewhere, and whoever loads them tells their owner so.</param>
    /// <param name="Size">Bytes of the message; 0 while it is not sent.</param>
    public sealed record Response(
        long Id, MailDirection Direction, MailAddress From, IReadOnlyList<MailAddress> To, IReadOnlyList<MailAddress> Cc, string Subject, string? MessageId,
        DateTimeOffset At, MailState State, string? Text, bool HasHtml, bool HasRemoteImages, long Size);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/mails/{id:long}",
        (long id, ReadMailOfTicket useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such mail on a ticket that the caller may read.</exception>
    public async Task<Response> RunAsync(long id, CancellationToken cancel)
    {
        var mail = await one.RequireAsync(id, cancel);
        var (text, remote) = mail.RawHash is null
            ? (null, false)
            : await one.ReadAsync(mail, message => (message.Text, message.Html is { } html && HtmlSanitiser.Sanitise(html, _ => null).HasRemoteImages), cancel);
        return new(
            mail.Id, mail.Direction, mail.From, mail.To, mail.Cc, mail.Subject, mail.MessageId, mail.At, mail.State, text, mail.HasHtml, remote, mail.RawSize);
    }
}
