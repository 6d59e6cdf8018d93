using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Says what a ticket is about: puts it into a category.</summary>
internal sealed class SortTicket(CurrentPerson me, OneTicket one, SortedBy sorted, TimeProvider clock) : IUseCase
{
    public sealed record Request(long? CategoryId, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/category",
        (long number, Request request, SortTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is no category of the ticket's organisation, or one that is retired.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel) =>
        one.ChangeAsync(number, request.Version, ticket => SortAsync(ticket, request.CategoryId, cancel), cancel);

    /// <summary>The change itself, for one ticket or for many.</summary>
    /// <param name="by">Null: the caller.</param>
    public async Task SortAsync(Ticket ticket, long? category, CancellationToken cancel, Author? by = null)
    {
        var tree = await sorted.TreeAsync(cancel);
        var to = tree.Find(category);
        if (category is not null && (to is null || to.Retired || (to.OrganisationId is { } of && of != ticket.OrganisationId)))
            throw new Invalid("categoryId", "is no category for this ticket's organisation");
        ticket.SortInto(to?.Id, Path(tree, ticket.CategoryId), Path(tree, to?.Id), by ?? Author.Staff(me), clock.GetUtcNow());
    }

    private static string? Path(CategoryTree tree, long? id) => tree.Find(id) is { } category ? tree.Path(category.Id) : null;
}
