using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.ChangeControl.Calendar;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl;

/// <summary>A change as its page shows it.</summary>
internal sealed class ShowChange(FettleDb db, CurrentPerson me, OneTicket one, FindConflicts conflicts, Names names)
{
    /// <exception cref="NotFound">No such change in an organisation where the caller sees tickets.</exception>
    public async Task<ChangeView> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var change = await db.PlannedChanges.AsNoTracking().Include(c => c.Devices).SingleOrDefaultAsync(c => c.TicketId == ticket.Id, cancel) ?? throw OneChange.Missing(number);
        var votes = await db.ChangeVotes.AsNoTracking().Where(v => v.TicketId == ticket.Id && v.Round == change.Round).OrderBy(v => v.At).ToListAsync(cancel);
        var board = await db.ChangeBoards.AsNoTracking().SingleOrDefaultAsync(b => b.OrganisationId == ticket.OrganisationId, cancel);
        var template = await db.ChangeTemplates.Where(t => t.Id == change.TemplateId).Select(t => t.Name).SingleOrDefaultAsync(cancel);
        var members = board?.Members ?? [];
        await names.LoadAsync(
            [change.AuthorId, change.ReviewedById, .. members.Select(m => (long?)m), .. votes.Select(v => (long?)v.PersonId)], change.Devices.Select(d => (long?)d.DeviceId), cancel);
        var isDraft = change.State == ChangeState.Draft;
        return new(
            number, ticket.Subject, change.Kind, change.State, ticket.OrganisationId, names.Person(change.AuthorId), template, Text(change.Plan), Text(change.TestPlan),
            Text(change.BackOut), change.Services, [.. change.Devices.Select(d => names.Device(d.DeviceId)!).OrderBy(d => d.Name, StringComparer.Ordinal)], change.RiskAnswers,
            change.RiskScore, RiskQuestions.Most, RiskQuestions.LevelOf(change.RiskScore), change.StartsAt, change.EndsAt, change.StartedAt, change.FinishedAt, change.Outcome,
            Text(change.Result), Text(change.Review), names.Person(change.ReviewedById), change.Quorum,
            isDraft ? [] : [.. votes.Select(v => new ChangeVoteView(names.Person(v.PersonId)!, v.Approved, v.Comment, v.At))],
            change.Kind == ChangeType.Standard ? [] : [.. members.Select(m => new BoardMemberView(m, names.Person(m)!.Name, change.IsOf(m)))],
            await conflicts.OfAsync(change, cancel), await conflicts.FreezeOfAsync(change, cancel), [.. May(change, members)], ticket.Version);
    }

    private IEnumerable<ChangeStep> May(PlannedChange change, IReadOnlyList<long> members)
    {
        if (!me.May(Permission.WorkTickets, change.OrganisationId))
            return [];
        return change.State switch
        {
            ChangeState.Draft => [ChangeStep.Plan, ChangeStep.Submit, ChangeStep.Cancel],
            ChangeState.WaitingForApproval when members.Contains(me.Id) && !change.IsOf(me.Id) => [ChangeStep.Vote, ChangeStep.Plan, ChangeStep.Cancel],
            ChangeState.WaitingForApproval => [ChangeStep.Plan, ChangeStep.Cancel],
            ChangeState.Scheduled => [ChangeStep.Start, ChangeStep.Plan, ChangeStep.Cancel],
            ChangeState.InProgress => [ChangeStep.Finish],
            ChangeState.Review => [ChangeStep.Review],
            _ => [],
        };
    }

    private static ChangeText? Text(string? markdown) => markdown is null ? null : new(markdown, SafeMarkdown.ToHtml(markdown));
}
