using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Delegating;

/// <summary>Names who answers for the caller while they are away. What is asked of them in that time, and what waits already, is asked of the other one as well.</summary>
internal sealed class NameDelegate(FettleDb db, CurrentPerson me, IPeople people, TimeProvider clock) : IUseCase
{
    private const int MostAtOnce = 10;

    public sealed record Request(long DelegateId, DateTimeOffset From, DateTimeOffset Until);

    public sealed record Response(long Id);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/delegations", (Request request, NameDelegate useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    /// <exception cref="Invalid">The other one is the caller, or nobody of the organisation who can sign in; or the time is none.</exception>
    public async Task<Response> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var (id, now) = (me.Id, clock.GetUtcNow());
        if (request.DelegateId == id)
            throw new Invalid("delegateId", "is you");
        var organisation = (await people.NamesAsync([id], cancel)).GetValueOrDefault(id)?.OrganisationId ?? throw new NotFound("Your organisation");
        if (await people.StillHereAsync([request.DelegateId], cancel) is not [var other, ..] || other.OrganisationId != organisation)
            throw new Invalid("delegateId", "is nobody of your organisation who can sign in");
        if (request.Until <= request.From || request.Until <= now || request.Until > now.AddDays(366))
            throw new Invalid("until", "is not after the beginning, or is over, or is more than a year away");
        if (await db.Delegations.CountAsync(d => d.PersonId == id && d.Until > now, cancel) >= MostAtOnce)
            throw new Conflict($"There are {MostAtOnce} already. End one first.");
        var delegation = new Delegation(organisation, id, request.DelegateId, request.From.ToUniversalTime(), request.Until.ToUniversalTime());
        db.Add(delegation);
        db.Nudge("approvals", null, organisation, request.DelegateId);
        await db.SaveChangesAsync(cancel);
        return new(delegation.Id);
    }
}
