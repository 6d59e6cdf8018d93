using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Checklists;

/// <summary>Takes one thing off a checklist.</summary>
internal sealed class RemoveCheck(FettleDb db, OneTicket one, ReadChecklist read) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/tickets/{number:long}/checklist/{checkId:long}",
        (long number, long checkId, RemoveCheck useCase, CancellationToken cancel) => useCase.RunAsync(number, checkId, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or nothing such on its list.</exception>
    public async Task<IReadOnlyList<ReadChecklist.Item>> RunAsync(long number, long checkId, CancellationToken cancel)
    {
        await one.ChangeAsync(
            number,
            version: null,
            async ticket => db.Remove(
                await db.Checks.SingleOrDefaultAsync(c => c.Id == checkId && c.TicketId == ticket.Id, cancel) ?? throw new NotFound($"Check {checkId} of ticket {number}")),
            cancel);
        return await read.RunAsync(number, cancel);
    }
}
