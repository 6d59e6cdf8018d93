using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Makes a macro, for oneself or for everybody who works there.</summary>
internal sealed class SaveMacro(FettleDb db, CurrentPerson me, IPeople people, ApplyChange apply, ListMacros macros) : IUseCase
{
    private const int MostChanges = 20;

    /// <param name="Reply">With variables: <c>Hello {{requester.first}}</c>.</param>
    public sealed record Request(string Name, IReadOnlyList<TicketChange>? Changes = null, string? Reply = null, string? Note = null, bool Shared = false);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/macros", (Request request, SaveMacro useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Conflict">The caller has a macro of this name.</exception>
    /// <exception cref="Invalid">It does nothing, or has a change or variable that there is not.</exception>
    public async Task<ListMacros.Item> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(request.Shared ? Permission.ManageServiceDesk : Permission.WorkTickets);
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        if (request.Shared)
            me.Require(Permission.ManageServiceDesk, organisation);
        var macro = new Macro(organisation, me.Id);
        Set(macro, request, cancel);
        if (await db.Macros.AnyAsync(m => m.OwnerId == me.Id && m.Name == macro.Name, cancel))
            throw new Conflict($"You have a macro called {macro.Name} already.");
        db.Add(macro);
        await db.SaveChangesAsync(cancel);
        return macros.Of(macro);
    }

    /// <summary>What may be changed later, too.</summary>
    public void Set(Macro macro, Request request, CancellationToken cancel)
    {
        var changes = request.Changes ?? [];
        if (changes.Count > MostChanges)
            throw new Invalid("changes", $"are more than {MostChanges}");
        // Read now, so that what can never be done is refused here and not on a ticket.
        foreach (var change in changes)
            apply.Read(change, cancel);
        var reply = Demand.OptionalText(request.Reply, "reply", ReplyToTicket.LongestBody, severalLines: true);
        var note = Demand.OptionalText(request.Note, "note", ReplyToTicket.LongestBody, severalLines: true);
        MacroText.Check(reply, "reply");
        MacroText.Check(note, "note");
        if (changes.Count == 0 && reply is null && note is null)
            throw new Invalid("changes", "are missing: a macro that changes nothing and says nothing is none");
        macro.Become(Demand.Text(request.Name, "name", longest: 80), request.Shared, [.. changes], reply, note);
    }
}
