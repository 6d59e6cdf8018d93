using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Attachments;

/// <summary>A requester puts files onto their ticket: a picture of the screen says what words do not.</summary>
internal sealed class AttachOwnFiles(FettleDb db, CurrentPerson me, OwnTickets own, OneTicket one, TakeFiles files, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
            "/portal/tickets/{number:long}/attachments",
            (long number, HttpContext context, AttachOwnFiles useCase, CancellationToken cancel) => useCase.RunAsync(number, context, cancel))
        .Accepts<IFormFile>("multipart/form-data");

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    /// <exception cref="Conflict">The ticket is closed.</exception>
    /// <exception cref="TooLarge">A file is larger than the limit, which the message states.</exception>
    public async Task<IReadOnlyList<AttachmentView>> RunAsync(long number, HttpContext context, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        if ((await own.ReadAsync(number, cancel)).Status == TicketStatus.Closed)
            throw new Conflict($"Ticket {number} is closed. Write to us, and a new one begins.");
        var taken = await files.RunAsync(context, cancel);
        TicketEntry? entry = null;
        await db.InTransactionAsync(
            async () =>
            {
                var ticket = (await one.LockAsync(number, cancel))!;
                entry = ticket.Note(EntryKind.AttachmentAdded, Author.Requester(me), clock.GetUtcNow(), @public: true);
                TakeFiles.AddTo(entry, taken);
                await one.SaveAsync(ticket, cancel);
            },
            cancel);
        return [.. entry!.Attachments.Select(AttachmentView.Of.Compile())];
    }
}
