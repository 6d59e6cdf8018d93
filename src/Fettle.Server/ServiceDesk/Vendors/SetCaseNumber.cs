using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Writes down under which number the other side keeps it.</summary>
internal sealed class SetCaseNumber(FettleDb db, OneTicket one) : IUseCase
{
    public sealed record Request(string? CaseNumber);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/sides/{sideId:long}/case",
        (long number, long sideId, Request request, SetCaseNumber useCase, CancellationToken cancel) => useCase.RunAsync(number, sideId, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or no such conversation on it.</exception>
    public async Task<NoContent> RunAsync(long number, long sideId, Request request, CancellationToken cancel)
    {
        var theirs = Demand.OptionalText(request.CaseNumber, "caseNumber", longest: 100);
        await one.ChangeAsync(
            number,
            version: null,
            async ticket => (await db.SideConversations.SingleOrDefaultAsync(s => s.Id == sideId && s.TicketId == ticket.Id, cancel)
                ?? throw new NotFound($"Conversation {sideId} of ticket {number}")).IsTheirCase(theirs),
            cancel);
        return TypedResults.NoContent();
    }
}
