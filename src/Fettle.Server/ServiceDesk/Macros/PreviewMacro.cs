using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Shows what a macro would do to a ticket: it is done to it in memory, and nothing of that is kept.</summary>
internal sealed class PreviewMacro(FettleDb db, CurrentPerson me, OneTicket one, ListMacros macros, ApplyChange apply, Names names) : IUseCase
{
    /// <param name="Lines">What the timeline would say.</param>
    /// <param name="Reply">The reply as it would be sent, Markdown.</param>
    /// <param name="Refused">Why it cannot be done; null where it can.</param>
    public sealed record Preview(IReadOnlyList<Line> Lines, string? Reply, string? Note, string? Refused);

    public sealed record Line(EntryKind Kind, string? From, string? To);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/macros/{macroId:long}",
        (long number, long macroId, PreviewMacro useCase, CancellationToken cancel) => useCase.RunAsync(number, macroId, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller sees tickets, or no such macro.</exception>
    public async Task<Preview> RunAsync(long number, long macroId, CancellationToken cancel)
    {
        await one.ReadAsync(number, cancel);
        var macro = await macros.FindAsync(macroId, cancel);
        var ticket = await db.Tickets.SingleAsync(t => t.Number == number, cancel);
        var values = await MacroText.ValuesAsync(ticket, names, me, cancel);
        string? refused = null;
        try
        {
            foreach (var change in macro.Changes)
                await apply.Read(change, cancel)(ticket);
        }
        catch (Exception e) when (e is Conflict or Invalid)
        {
            refused = e.Message;
        }
        return new(
            [.. ticket.TakeWritten().Select(e => new Line(e.Kind, e.Data?.From, e.Data?.To))],
            macro.Reply is { } reply ? MacroText.Fill(reply, values) : null, macro.Note is { } note ? MacroText.Fill(note, values) : null, refused);
    }
}
