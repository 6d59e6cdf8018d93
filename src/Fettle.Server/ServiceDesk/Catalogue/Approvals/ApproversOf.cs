using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>
/// Finds who is asked: never who asks, and nobody who has left. Where a rule leads to nobody (no manager is named, the team is empty), the leads of the desk
/// are asked in their place.
/// </summary>
internal sealed class ApproversOf(FettleDb db, IPeople people)
{
    /// <summary>Reporting lines are not longer than this.</summary>
    private const int LongestLine = 30;

    private static readonly Role[] LeadRoles = [Role.Lead, Role.Administrator];

    /// <summary>Who must not answer: for whom it is, and who sent it.</summary>
    public static IReadOnlyList<long> Concerned(Ticket ticket, CatalogueRequest request) => [.. new[] { ticket.RequesterId, request.AskedById }.OfType<long>().Distinct()];

    public async Task<IReadOnlyList<long>> RunAsync(ApprovalRule rule, Ticket ticket, CatalogueRequest request, CancellationToken cancel)
    {
        var concerned = Concerned(ticket, request);
        IReadOnlyList<PersonName> named = rule.By switch
        {
            ApprovedBy.Manager => await ManagerAsync(ticket.RequesterId ?? request.AskedById, concerned, cancel),
            ApprovedBy.Persons => await people.StillHereAsync([.. rule.PersonIds ?? []], cancel),
            ApprovedBy.Team => await people.StillHereAsync(
                await db.Teams.Where(t => t.Id == rule.TeamId && t.OrganisationId == ticket.OrganisationId).SelectMany(t => t.Members).Select(m => m.PersonId).ToListAsync(cancel), cancel),
            _ => await people.HoldersAsync([rule.Role ?? Role.Lead], ticket.OrganisationId, cancel),
        };
        var asked = named.Select(p => p.Id).Except(concerned).ToList();
        return asked.Count > 0 ? asked : await LeadsAsync(ticket, request, cancel);
    }

    /// <summary>Those who manage the desk there.</summary>
    public async Task<IReadOnlyList<long>> LeadsAsync(Ticket ticket, CatalogueRequest request, CancellationToken cancel) =>
        [.. (await people.HoldersAsync(LeadRoles, ticket.OrganisationId, cancel)).Select(p => p.Id).Except(Concerned(ticket, request))];

    private async Task<IReadOnlyList<PersonName>> ManagerAsync(long person, IReadOnlyList<long> concerned, CancellationToken cancel)
    {
        var manager = await people.ManagerOfAsync(person, cancel);
        for (var i = 0; i < LongestLine && manager is not null && concerned.Contains(manager.Id); i++)
            manager = await people.ManagerOfAsync(manager.Id, cancel);
        return manager is null ? [] : [manager];
    }
}
