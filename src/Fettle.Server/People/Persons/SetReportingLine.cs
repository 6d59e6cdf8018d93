using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Persons;

/// <summary>Says to whom somebody reports: who is asked where a request needs their manager's yes.</summary>
internal sealed class SetReportingLine(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <summary>Reporting lines are not longer than this.</summary>
    private const int Longest = 30;

    /// <param name="ManagerId">A person of the same organisation; null: nobody.</param>
    public sealed record Request(long? ManagerId);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/people/{id:long}/manager", (long id, Request request, SetReportingLine useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They hold a role above the caller's.</exception>
    /// <exception cref="Invalid">The manager is nobody of their organisation, or reports to them.</exception>
    public async Task<NoContent> RunAsync(long id, Request request, CancellationToken cancel)
    {
        var person = await db.RequireChangeableAsync(me, id, cancel);
        if (request.ManagerId is { } manager)
        {
            if (!await db.Persons.AnyAsync(p => p.Id == manager && p.OrganisationId == person.OrganisationId, cancel))
                throw new Invalid("managerId", "is nobody of this organisation");
            await RequireNotBelowAsync(manager, id, cancel);
        }
        person.ReportTo(request.ManagerId);
        db.Nudge("person", id, person.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }

    private async Task RequireNotBelowAsync(long manager, long person, CancellationToken cancel)
    {
        long? above = manager;
        for (var i = 0; i < Longest && above is not null; i++)
        {
            if (above == person)
                throw new Invalid("managerId", above == manager ? "is the person themselves" : "is somebody who reports to this person");
            above = await db.Persons.Where(p => p.Id == above).Select(p => p.ManagerId).SingleOrDefaultAsync(cancel);
        }
    }
}
