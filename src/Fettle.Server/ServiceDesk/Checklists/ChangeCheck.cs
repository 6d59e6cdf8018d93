using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Checklists;

/// <summary>Ticks off one thing of a checklist, or says it in other words.</summary>
internal sealed class ChangeCheck(FettleDb db, CurrentPerson me, OneTicket one, ReadChecklist read, TimeProvider clock) : IUseCase
{
    /// <param name="Done">Null leaves it as it is.</param>
    /// <param name="Text">Null leaves it as it is.</param>
    public sealed record Request(bool? Done = null, string? Text = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/checklist/{checkId:long}",
        (long number, long checkId, Request request, ChangeCheck useCase, CancellationToken cancel) => useCase.RunAsync(number, checkId, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or nothing such on its list.</exception>
    public async Task<IReadOnlyList<ReadChecklist.Item>> RunAsync(long number, long checkId, Request request, CancellationToken cancel)
    {
        await one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                var check = await db.Checks.SingleOrDefaultAsync(c => c.Id == checkId && c.TicketId == ticket.Id, cancel) ?? throw new NotFound($"Check {checkId} of ticket {number}");
                if (request.Text is not null)
                    check.Say(Demand.Text(request.Text, "text", Check.LongestText));
                if (request.Done == true)
                    check.Do(me.Id, clock.GetUtcNow());
                else if (request.Done == false)
                    check.Undo();
            },
            cancel);
        return await read.RunAsync(number, cancel);
    }
}
