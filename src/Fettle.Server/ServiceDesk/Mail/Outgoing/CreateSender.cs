using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Gives an organisation, or one of its queues, an address to send from.</summary>
internal sealed class CreateSender(FettleDb db, CurrentPerson me, IPeople people, OneSender one, SenderSecret secrets) : IUseCase
{
    public sealed record Request(long OrganisationId, SenderRequest Sender);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/mail/senders",
        (Request request, CreateSender useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller does not administer the installation.</exception>
    /// <exception cref="NotFound">The organisation is none that the caller may see.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a sender for this queue already.</exception>
    public async Task<SenderView> RunAsync(Request request, CancellationToken cancel)
    {
        me.RequireEverywhere(Permission.Administer);
        if (!(await people.OrganisationNamesAsync([request.OrganisationId], cancel)).ContainsKey(request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        var sender = new Sender { OrganisationId = request.OrganisationId };
        sender.Change(request.Sender.Checked(), request.Sender.Secret is { Length: > 0 } secret ? secrets.Seal(secret) : null);
        db.Add(sender);
        await one.SaveAsync(sender, cancel);
        return await one.ShowAsync(sender, cancel);
    }
}
