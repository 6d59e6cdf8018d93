using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Requests;

/// <summary>What the requester sees of their request from the catalogue: what they answered, who decides, and how far the work is. Nothing where the ticket asks for none.</summary>
internal sealed class ReadOwnRequest(FettleDb db, OwnTickets own, Names names) : IUseCase
{
    /// <param name="ExpectedDays">How many working days it usually takes.</param>
    /// <param name="TasksDone">Of <paramref name="Tasks"/>; those that are not needed are not counted.</param>
    /// <param name="Refusal">Why not, in the words of who said no.</param>
    public sealed record View(
        string Name, RequestState State, int? ExpectedDays, decimal? Cost, string Currency, IReadOnlyList<ShownAnswer> Answers, IReadOnlyList<Decision> Decisions, int Tasks,
        int TasksDone, string? Refusal);

    /// <param name="By">Who is asked, or who decided.</param>
    public sealed record Decision(string Name, ApprovalState State, IReadOnlyList<string> By, DateTimeOffset? At);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/tickets/{number:long}/request", (long number, ReadOwnRequest useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    public async Task<Results<Ok<View>, NoContent>> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await own.ReadAsync(number, cancel);
        if (await db.CatalogueRequests.AsNoTracking().SingleOrDefaultAsync(r => r.TicketId == ticket.Id, cancel) is not { } request)
            return TypedResults.NoContent();
        var approvals = await db.Approvals.AsNoTracking().Include(a => a.Voices).Where(a => a.TicketId == ticket.Id && a.State != ApprovalState.Dropped)
            .OrderBy(a => a.Stage).ThenBy(a => a.Id).ToListAsync(cancel);
        var tasks = await db.RequestTasks.Where(t => t.TicketId == ticket.Id && t.State != TaskState.Skipped).Select(t => t.State).ToListAsync(cancel);
        await names.LoadAsync(approvals.SelectMany(a => a.Voices).SelectMany(v => new[] { v.PersonId, v.AnsweredById }), [], cancel);
        var expected = await db.Offerings.Where(o => o.Id == request.OfferingId).Select(o => o.ExpectedDays).SingleAsync(cancel);
        var no = approvals.SelectMany(a => a.Voices).Where(v => v.Answer == false && request.State == RequestState.Refused).OrderBy(v => v.AnsweredAt).LastOrDefault();
        return TypedResults.Ok(new View(
            request.Name, request.State, expected, request.Cost, request.Currency, request.ReadShown(),
            approvals.ConvertAll(a => new Decision(a.Name, a.State, [.. By(a).Select(id => names.NameOf(id)).OfType<string>().Distinct()], a.DecidedAt)),
            tasks.Count, tasks.Count(t => t == TaskState.Done), no?.Because));
    }

    private static IEnumerable<long?> By(Approval approval) =>
        from voice in approval.Voices
        where approval.State == ApprovalState.Open ? voice.Answer is null : voice.Answer == (approval.State == ApprovalState.Granted)
        select (long?)(voice.AnsweredById ?? voice.PersonId);
}
