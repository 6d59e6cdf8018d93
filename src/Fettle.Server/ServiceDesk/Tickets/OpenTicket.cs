using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Templates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Opens a ticket for somebody: who called, stood at the desk, or asked in the corridor.</summary>
internal sealed class OpenTicket(
    FettleDb db, CurrentPerson me, IPeople people, IDevices devices, NewTicket tickets, OneTicket one, ApplyTemplate apply, OnceOnly once, TimeProvider clock) : IUseCase
{
    /// <param name="OrganisationId">Left out: the requester's, else the caller's own.</param>
    /// <param name="DeviceId">Left out: the one that the requester works at.</param>
    /// <param name="TemplateId">A template, whose category, fields and checklist it gets; what else it says is said by the other fields.</param>
    public sealed record Request(
        TicketKind Kind, string Subject, string Body, long? OrganisationId, long? RequesterId, long? DeviceId, Level? Impact, Level? Urgency, long? QueueId,
        IReadOnlyList<string>? Tags, long? TemplateId = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets",
        (Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, OpenTicket useCase, CancellationToken cancel) =>
            useCase.RunAsync(request, idempotencyKey, cancel));

    /// <param name="data">What the first line of the timeline says besides the text.</param>
    /// <exception cref="Forbidden">The caller works tickets nowhere.</exception>
    /// <exception cref="Invalid">A field is missing or too long, or names somebody or something that is not there.</exception>
    public async Task<TicketState> RunAsync(Request request, string? idempotencyKey, CancellationToken cancel, EntryData? data = null)
    {
        me.Require(Permission.WorkTickets);
        var organisation = await OrganisationOfAsync(request, cancel);
        if (!me.May(Permission.WorkTickets, organisation))
            throw new NotFound($"Organisation {organisation}");

        var wanted = new NewTicket.Wanted(
            organisation,
            request.Kind is TicketKind.Incident or TicketKind.Request or TicketKind.Problem ? request.Kind : throw new Invalid("kind", "is not known"),
            Demand.Text(request.Subject, "subject", Ticket.LongestSubject),
            Demand.Text(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true))
        {
            RequesterId = request.RequesterId,
            DeviceId = await DeviceOfAsync(request, organisation, cancel),
            QueueId = await QueueOfAsync(request, organisation, cancel),
            Impact = Demand.Known(request.Impact ?? Level.Medium, "impact"),
            Urgency = Demand.Known(request.Urgency ?? Level.Medium, "urgency"),
            Tags = TagTicket.Clean(request.Tags ?? []),
            Data = data,
        };
        var template = request.TemplateId is not { } id ? null
            : (await db.TicketTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.OrganisationId == organisation, cancel)
                ?? throw new Invalid("templateId", "is no template of this organisation")).Read();
        var number = await once.RunAsync(
            idempotencyKey,
            request,
            async () => (organisation, (await MakeAsync(wanted, template, cancel)).Number),
            cancel);
        return TicketState.Of(await db.Tickets.AsNoTracking().SingleAsync(t => t.Number == number, cancel));
    }

    private async Task<Ticket> MakeAsync(NewTicket.Wanted wanted, TemplateContent? template, CancellationToken cancel)
    {
        var (by, now) = (Author.Staff(me), clock.GetUtcNow());
        var ticket = await tickets.OpenAsync(wanted, by, now, cancel);
        if (template is null)
            return ticket;
        await apply.RunAsync(ticket, template, by, now, cancel);
        await one.SaveAsync(ticket, cancel);
        return ticket;
    }

    private async Task<long> OrganisationOfAsync(Request request, CancellationToken cancel)
    {
        var ids = new[] { request.RequesterId, me.Id }.OfType<long>().ToList();
        var names = await people.NamesAsync(ids, cancel);
        if (request.RequesterId is { } requester && !names.ContainsKey(requester))
            throw new Invalid("requesterId", "is nobody that you may see");
        return request.OrganisationId ?? (request.RequesterId is { } theirs ? names[theirs] : names.GetValueOrDefault(me.Id))?.OrganisationId
            ?? throw new Invalid("organisationId", "is missing");
    }

    private async Task<long?> DeviceOfAsync(Request request, long organisation, CancellationToken cancel)
    {
        if (request.DeviceId is not { } wanted)
            return request.RequesterId is { } requester ? (await devices.WorkplaceOfAsync(requester, cancel))?.Id : null;
        var known = await devices.NamesAsync([wanted], cancel);
        return known.GetValueOrDefault(wanted)?.OrganisationId == organisation ? wanted : throw new Invalid("deviceId", "is no device of this organisation");
    }

    private async Task<long?> QueueOfAsync(Request request, long organisation, CancellationToken cancel) =>
        request.QueueId is not { } queue || await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == organisation, cancel)
            ? request.QueueId
            : throw new Invalid("queueId", "is no queue of this organisation");
}
