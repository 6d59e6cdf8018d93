using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Attachments;

/// <summary>Puts files onto a ticket, for the desk's eyes or, as <c>?public=true</c>, for the requester's as well.</summary>
internal sealed class AttachFiles(CurrentPerson me, OneTicket one, TakeFiles files, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
            "/tickets/{number:long}/attachments",
            (long number, bool? @public, HttpContext context, AttachFiles useCase, CancellationToken cancel) => useCase.RunAsync(number, @public ?? true, context, cancel))
        .Accepts<IFormFile>("multipart/form-data");

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="TooLarge">A file is larger than the limit, which the message states.</exception>
    public async Task<IReadOnlyList<AttachmentView>> RunAsync(long number, bool @public, HttpContext context, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        await one.ReadAsync(number, cancel);
        var taken = await files.RunAsync(context, cancel);
        TicketEntry? entry = null;
        await one.ChangeAsync(
            number,
            version: null,
            ticket =>
            {
                entry = ticket.Note(EntryKind.AttachmentAdded, Author.Staff(me), clock.GetUtcNow(), @public);
                TakeFiles.AddTo(entry, taken);
            },
            cancel);
        return [.. entry!.Attachments.Select(AttachmentView.Of.Compile())];
    }
}
