using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>The caller's timer, where one runs.</summary>
internal sealed class ShowTimer(FettleDb db, CurrentPerson me) : IUseCase
{
    public sealed record Running(long Number, string Subject, DateTimeOffset StartedAt);

    /// <param name="Running">Null: none runs.</param>
    public sealed record Timer(Running? Running);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/timer", (ShowTimer useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<Timer> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        return new(await (
            from e in db.TimeEntries
            where e.RunningFor == me.Id
            join t in db.Tickets on e.TicketId equals t.Id
            select new Running(t.Number, t.Subject, e.StartedAt)).SingleOrDefaultAsync(cancel));
    }
}
