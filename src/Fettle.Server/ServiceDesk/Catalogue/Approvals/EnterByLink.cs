using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>
/// Lets whoever has the link of an approval's mail see and answer that one question, as the person to whom the mail was written. They are signed in to
/// nothing: they may see their organisation's rows for this request, and hold no permission.
/// </summary>
internal sealed class EnterByLink(FettleDb db, ApprovalLinks links, OrganisationScope scope, Actor actor, IPeople people)
{
    public sealed record Entered(Approval Approval, long PersonId, bool Used);

    /// <exception cref="NotFound">The link is none of ours, is too old, or another one was sent since; or its reader has left.</exception>
    public async Task<Entered> RunAsync(string? token, CancellationToken cancel)
    {
        var link = links.Read(token) ?? throw Missing();
        var voice = await db.Voices.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(v => v.Id == link.VoiceId && v.Series == link.Series, cancel) ?? throw Missing();
        scope.LimitTo([voice.OrganisationId]);
        var person = await people.StillHereAsync([link.PersonId], cancel) is [var here, ..] ? here : throw Missing();
        actor.Is(ActorKind.Person, person.Id, person.Name, actor.From);
        var approval = await db.Approvals.AsNoTracking().Include(a => a.Voices).SingleAsync(a => a.Id == voice.ApprovalId, cancel);
        return new(approval, person.Id, Used: voice.Answer is not null);
    }

    private static NotFound Missing() => new("This link");
}
