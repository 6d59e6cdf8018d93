using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Changes an address to send from. A password that is not given stays as it is, unless server or user become others: it is for those alone.</summary>
internal sealed class ChangeSender(OneSender one, SenderSecret secrets) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/mail/senders/{id:long}",
        (long id, SenderRequest request, ChangeSender useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such sender in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not administer the installation.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a sender for this queue already.</exception>
    public async Task<SenderView> RunAsync(long id, SenderRequest request, CancellationToken cancel)
    {
        var sender = await one.RequireAsync(id, cancel);
        var fields = request.Checked();
        var kept = sender.Host == fields.Host && sender.User == fields.User ? sender.SealedSecret : null;
        if (request.Secret is not { Length: > 0 } && kept is null && sender.SealedSecret is not null && fields.User is not null)
            throw new Invalid("secret", "has to be entered again, because the server or the user is another now");
        sender.Change(fields, request.Secret is { Length: > 0 } secret ? secrets.Seal(secret) : kept);
        await one.SaveAsync(sender, cancel);
        return await one.ShowAsync(sender, cancel);
    }
}
