using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Takes an address to send from away. Nothing may wait to be sent through it.</summary>
internal sealed class DeleteSender(FettleDb db, OneSender one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/mail/senders/{id:long}",
        (long id, DeleteSender useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such sender in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not administer the installation.</exception>
    /// <exception cref="Conflict">Mail waits to be sent through it.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        var sender = await one.RequireAsync(id, cancel);
        var waiting = await db.TicketMails.CountAsync(m => m.SenderId == id && m.State == MailState.Waiting, cancel);
        if (waiting > 0)
            throw new Conflict($"{waiting} mails wait to be sent from {sender.Address}. Wait until they are, or repair its server first.");
        db.Remove(sender);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
