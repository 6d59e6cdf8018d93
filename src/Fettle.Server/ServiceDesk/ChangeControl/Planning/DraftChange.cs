using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>Begins a change: a ticket of its own, with an empty plan, or that of a template.</summary>
internal sealed class DraftChange(FettleDb db, CurrentPerson me, IPeople people, NewTicket tickets, LinkTickets links, OneTicket one, ShowChange show, TimeProvider clock) : IUseCase
{
    /// <param name="Why">What it is for, Markdown.</param>
    /// <param name="OrganisationId">Left out: the caller's own.</param>
    /// <param name="TemplateId">What a standard change is made by; none for the others.</param>
    /// <param name="For">The ticket, such as a problem, that it is to solve; it is linked.</param>
    public sealed record Request(ChangeType Kind, string Subject, string Why, long? OrganisationId = null, long? TemplateId = null, long? For = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/changes", (Request request, DraftChange useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller works tickets nowhere.</exception>
    /// <exception cref="Invalid">A standard change has no template, another one has, or a field is missing.</exception>
    public async Task<ChangeView> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var organisation = request.OrganisationId ?? (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId
            ?? throw new Invalid("organisationId", "is missing");
        if (!me.May(Permission.WorkTickets, organisation))
            throw new NotFound($"Organisation {organisation}");
        var kind = Demand.Known(request.Kind, "kind");
        var subject = Demand.Text(request.Subject, "subject", Ticket.LongestSubject);
        var why = Demand.Text(request.Why, "why", ReplyToTicket.LongestBody, severalLines: true);
        if (kind != ChangeType.Standard && request.TemplateId is not null)
            throw new Invalid("templateId", "is for standard changes");
        var template = kind != ChangeType.Standard ? null
            : await db.ChangeTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TemplateId && t.OrganisationId == organisation && !t.Retired, cancel)
                ?? throw new Invalid("templateId", "is no template of this organisation that is in use: a standard change needs one");

        var number = 0L;
        await db.InTransactionAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var ticket = await tickets.OpenAsync(new(organisation, TicketKind.Change, subject, why), Author.Staff(me), now, cancel);
                db.Add(PlannedChange.Of(ticket, kind, me.Id, template));
                if (request.For is { } about)
                    await LinkAsync(ticket, about, now, cancel);
                await one.SaveAsync(ticket, cancel);
                number = ticket.Number;
            },
            cancel);
        return await show.RunAsync(number, cancel);
    }

    private async Task LinkAsync(Ticket change, long about, DateTimeOffset now, CancellationToken cancel)
    {
        if (await one.LockAsync(about, cancel) is not { } other || other.OrganisationId != change.OrganisationId)
            throw new Invalid("for", "is no ticket of this organisation");
        await links.AddAsync(other, change, LinkKind.RelatesTo, Author.Staff(me), now, cancel);
        await one.SaveAsync(other, cancel);
    }
}
