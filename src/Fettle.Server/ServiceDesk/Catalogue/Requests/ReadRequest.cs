using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Requests;

/// <summary>What a ticket asks for from the catalogue, for the desk: the answers, who was asked and what they said, and the tasks. Nothing where it asks for none.</summary>
internal sealed class ReadRequest(FettleDb db, CurrentPerson me, OneTicket one, Names names) : IUseCase
{
    public sealed record View(
        long OfferingId, string Name, RequestState State, decimal? Cost, string Currency, IReadOnlyList<ShownAnswer> Answers, IReadOnlyList<ApprovalView> Approvals,
        IReadOnlyList<TaskView> Tasks, bool MayAskElse);

    public sealed record ApprovalView(
        long Id, string Name, int Stage, ApprovalState State, int Quorum, DateTimeOffset? OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? DecidedAt, IReadOnlyList<VoiceView> Voices);

    /// <param name="By">Who answered, where it was in somebody's place.</param>
    public sealed record VoiceView(PersonRef Person, bool? Answer, DateTimeOffset? At, PersonRef? By, string? Because, AnswerWay? Way);

    /// <param name="After">The titles of those that it waits for.</param>
    /// <param name="Automatic">A device or another program does it.</param>
    public sealed record TaskView(
        long Id, string Key, string Title, string? Text, TaskState State, IReadOnlyList<string> After, long? TeamId, string? Team, PersonRef? Person, DateTimeOffset? DueAt,
        DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, PersonRef? EndedBy, long? JobId, string? Failure, bool Automatic);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/request", (long number, ReadRequest useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller sees tickets.</exception>
    public async Task<Results<Ok<View>, NoContent>> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        if (await db.CatalogueRequests.AsNoTracking().SingleOrDefaultAsync(r => r.TicketId == ticket.Id, cancel) is not { } request)
            return TypedResults.NoContent();
        var approvals = await db.Approvals.AsNoTracking().Include(a => a.Voices).Where(a => a.TicketId == ticket.Id).OrderBy(a => a.Stage).ThenBy(a => a.Id).ToListAsync(cancel);
        var tasks = await db.RequestTasks.AsNoTracking().Where(t => t.TicketId == ticket.Id).OrderBy(t => t.Position).ToListAsync(cancel);
        await names.LoadAsync(
            [.. approvals.SelectMany(a => a.Voices).SelectMany(v => new[] { v.PersonId, v.AnsweredById }), .. tasks.SelectMany(t => new[] { t.PersonId, t.EndedById })], [], cancel);
        return TypedResults.Ok(new View(
            request.OfferingId, request.Name, request.State, request.Cost, request.Currency, request.ReadShown(), approvals.ConvertAll(Show), await ShowAsync(request, tasks, cancel),
            me.May(Permission.ManageServiceDesk, ticket.OrganisationId)));
    }

    private ApprovalView Show(Approval a) => new(
        a.Id, a.Name, a.Stage, a.State, a.Quorum, a.OpenedAt, a.DueAt, a.DecidedAt,
        [
            .. from v in a.Voices
               orderby v.Id
               select new VoiceView(names.Person(v.PersonId)!, v.Answer, v.AnsweredAt, v.AnsweredById == v.PersonId ? null : names.Person(v.AnsweredById), v.Because, v.Way)
        ]);

    private async Task<List<TaskView>> ShowAsync(CatalogueRequest request, List<RequestTask> tasks, CancellationToken cancel)
    {
        var ids = tasks.Select(t => t.TeamId).OfType<long>().Distinct().ToList();
        var teams = ids.Count == 0 ? [] : await db.Teams.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, cancel);
        var (plan, titles) = (request.ReadPlan().Tasks.ToDictionary(t => t.Key), tasks.ToDictionary(t => t.Key, t => t.Title));
        return tasks.ConvertAll(t => new TaskView(
            t.Id, t.Key, t.Title, plan[t.Key].Text, t.State, [.. t.After.Select(key => titles[key])], t.TeamId, t.TeamId is { } team ? teams.GetValueOrDefault(team) : null,
            names.Person(t.PersonId), t.DueAt, t.StartedAt, t.EndedAt, names.Person(t.EndedById), t.JobId, t.Failure, plan[t.Key] is { Job: not null } or { Webhook: not null }));
    }
}
