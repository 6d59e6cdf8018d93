using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>Known errors in plain words, for a requester: those that what they write is about, or that are behind a request of theirs. Only what is marked public.</summary>
internal sealed class OfferKnownErrors(FettleDb db, CurrentPerson me, IPeople people, OwnTickets own, KnownErrors known) : IUseCase
{
    public sealed record Item(string Subject, string Html);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/known-errors",
        (string? text, long? number, OfferKnownErrors useCase, CancellationToken cancel) => useCase.RunAsync(text, number, cancel));

    /// <param name="text">What they are writing.</param>
    /// <param name="number">A request of theirs.</param>
    /// <exception cref="Forbidden">The caller has no portal.</exception>
    /// <exception cref="NotFound">The request is not theirs to see.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(string? text, long? number, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var ticket = number is { } one ? await own.ReadAsync(one, cancel) : null;
        var organisation = ticket?.OrganisationId ?? (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        var errors = (await known.OfAsync(organisation, cancel)).FindAll(e => e is { Public: true, PlainWords: not null });
        var behind = ticket is null ? [] : await db.TicketLinks.Where(l => l.FromId == ticket.Id && l.Kind == LinkKind.Problem).Select(l => l.ToId).ToListAsync(cancel);
        return
        [
            .. from error in errors
               where behind.Contains(error.Id) || (!string.IsNullOrWhiteSpace(text) && KnownErrors.IsAbout(text, $"{error.Subject} {error.PlainWords}"))
               select new Item(error.Subject, SafeMarkdown.ToHtml(error.PlainWords!)),
        ];
    }
}
