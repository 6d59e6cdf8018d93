using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>
/// Somebody in the portal wants to talk. What they write first is a ticket whatever happens next: where somebody is there it waits for them as a chat, else
/// it is answered as any other.
/// </summary>
internal sealed class StartChat(
    FettleDb db, CurrentPerson me, IPeople people, IDevices devices, NewTicket tickets, OneTicket one, OneChat chats, OnceOnly once, Attendance attendance,
    ShowOwnChat show, TimeProvider clock) : IUseCase
{
    public sealed record Request(string Text);

    /// <param name="Number">The ticket.</param>
    /// <param name="Chat">Null where nobody is there: it is answered on the ticket.</param>
    public sealed record Started(long Number, ShowOwnChat.OwnChat? Chat);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/chats",
        (Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, StartChat useCase, CancellationToken cancel) =>
            useCase.RunAsync(request, idempotencyKey, cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    /// <exception cref="Conflict">The caller is in a chat already.</exception>
    public async Task<Started> RunAsync(Request request, string? idempotencyKey, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var text = Demand.Text(request.Text, "text", ReplyToTicket.LongestBody, severalLines: true);
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        me.Require(Permission.UsePortal, organisation);
        var device = await devices.WorkplaceOfAsync(me.Id, cancel);
        var number = await once.RunAsync(
            idempotencyKey, request, async () => (organisation, await OpenAsync(organisation, text, device?.OrganisationId == organisation ? device.Id : null, cancel)), cancel);
        return new(number, await show.FindAsync(cancel));
    }

    private async Task<long> OpenAsync(long organisation, string text, long? device, CancellationToken cancel)
    {
        var (now, live) = (clock.GetUtcNow(), await attendance.SomebodyAsync(organisation, cancel));
        if (await db.Chats.AnyAsync(c => c.OpenFor == me.Id, cancel))
            throw new Conflict("You are in a chat already. Go on there, or leave it first.");
        var ticket = await tickets.OpenAsync(
            new(organisation, TicketKind.Incident, ReportFault.SubjectOf(text), text) { RequesterId = me.Id, DeviceId = device, Data = live ? new() { Chat = true } : null },
            Author.Requester(me), now, cancel);
        if (!live)
            return ticket.Number;
        var chat = Chat.Start(ticket, me.Id, now);
        db.Add(chat);
        ticket.Note(EntryKind.ChatStarted, Author.Requester(me), now);
        await one.SaveAsync(ticket, cancel);
        chats.Tell(chat);
        return ticket.Number;
    }
}
