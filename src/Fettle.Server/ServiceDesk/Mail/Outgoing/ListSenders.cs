using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>The addresses that the desk sends from, and whether they can.</summary>
internal sealed class ListSenders(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/mail/senders", (ListSenders useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<SenderView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var senders = (await db.Senders.AsNoTracking().OrderBy(s => s.OrganisationId).ThenBy(s => s.Address).ToListAsync(cancel))
            .FindAll(s => me.May(Permission.ViewTickets, s.OrganisationId));
        var queues = await db.Queues.ToDictionaryAsync(q => q.Id, q => q.Name, cancel);
        var waiting = await db.TicketMails.Where(m => m.State == MailState.Waiting && m.SenderId != null).GroupBy(m => m.SenderId!.Value)
            .ToDictionaryAsync(g => g.Key, g => g.Count(), cancel);
        return
        [
            .. senders.Select(s => SenderView.Of(
                s, s.QueueId is { } queue ? queues.GetValueOrDefault(queue) : null, waiting.GetValueOrDefault(s.Id), OneSender.MayChange(me, s)))
        ];
    }
}
