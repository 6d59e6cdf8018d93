using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>A problem's page: a ticket's, with the tickets that it is behind among its links.</summary>
internal sealed class ReadProblem(ReadTicket tickets) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/problems/{number:long}", (long number, ReadProblem useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such problem in an organisation where the caller works tickets.</exception>
    public async Task<ReadTicket.TicketPage> RunAsync(long number, CancellationToken cancel)
    {
        var page = await tickets.RunAsync(number, cancel);
        return page.Kind == TicketKind.Problem ? page : throw new NotFound($"Problem {number}");
    }
}
