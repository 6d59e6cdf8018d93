using Fettle.Mail.Network;
using Fettle.Mail.Writing;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Sends a mail to whoever tries it, and says what went wrong where it does not go.</summary>
internal sealed class TrySender(CurrentPerson me, IPeople people, OneSender one, SenderConnection connection, TimeProvider clock) : IUseCase
{
    /// <param name="Sent">The server took the mail.</param>
    /// <param name="To">Where it went.</param>
    /// <param name="Words">What happened, in words.</param>
    public sealed record Outcome(bool Sent, string To, string Words);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/mail/senders/{id:long}/try",
        (long id, TrySender useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such sender in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not administer the installation.</exception>
    /// <exception cref="Conflict">The caller has no mail address that it could go to.</exception>
    public async Task<Outcome> RunAsync(long id, CancellationToken cancel)
    {
        var sender = await one.RequireAsync(id, cancel);
        var to = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.Email
            ?? throw new Conflict("You have no mail address here that a mail could go to. Give yourself one first.");
        try
        {
            await using var server = await connection.OpenAsync(sender, cancel);
            using var message = await WriteAsync(sender, to, cancel);
            var taken = await server.SendAsync(new(sender.Address, [to]) { Size = message.Length }, message, cancel);
            await server.QuitAsync(cancel);
            return new(true, to, $"{sender.Host} took the mail: {taken.Reply.Code} {taken.Reply.Text}");
        }
        catch (Exception e) when (e is MailServerFault or MailServerRefusal or MailSignInRefused)
        {
            return new(false, to, SenderConnection.Explain(sender, e));
        }
    }

    private async Task<MemoryStream> WriteAsync(Sender sender, string to, CancellationToken cancel)
    {
        var message = new MemoryStream();
        var draft = new MailDraft
        {
            From = new(sender.DisplayName, sender.Address),
            To = [new(me.Name, to)],
            Subject = "Fettle can send mail",
            Date = clock.GetUtcNow(),
            MessageId = MessageId.New(sender.Address[(sender.Address.LastIndexOf('@') + 1)..]),
            Text = $"This mail was sent from {sender.Address} through {sender.Host}, to try it.\n",
            AutoSubmitted = "auto-generated",
        };
        await MailWriter.WriteAsync(draft, message, cancel);
        message.Position = 0;
        return message;
    }
}
