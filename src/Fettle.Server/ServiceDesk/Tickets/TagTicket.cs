using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Replaces a ticket's tags.</summary>
internal sealed class TagTicket(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    private const int MostTags = 20;
    private const int LongestTag = 40;

    public sealed record Request(IReadOnlyList<string> Tags, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/tags",
        (long number, Request request, TagTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">Too many tags, or one too long.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        var tags = Clean(request.Tags ?? []);
        return one.ChangeAsync(
            number,
            request.Version,
            async ticket =>
            {
                await db.Entry(ticket).Collection(t => t.Tags).LoadAsync(cancel);
                ticket.TagWith(tags, Author.Staff(me), clock.GetUtcNow());
            },
            cancel);
    }

    /// <summary>Tags as they are kept: lower case, each once.</summary>
    public static IReadOnlyList<string> Clean(IReadOnlyList<string> tags)
    {
        List<string> clean = [.. tags.Select(t => Demand.Text(t, "tags", LongestTag).ToLowerInvariant()).Distinct()];
        return clean.Count <= MostTags ? clean : throw new Invalid("tags", $"are more than {MostTags}");
    }
}
