using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Says yes or no to what waits for the caller.</summary>
internal sealed class AnswerOwnApproval(CurrentPerson me, TakeAnswer take) : IUseCase
{
    /// <param name="Because">Needed with a no; the requester is told it.</param>
    public sealed record Request(bool Yes, string? Because = null);

    public sealed record Response(bool Yes);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/approvals/{id:long}/answer",
        (long id, Request request, AnswerOwnApproval useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such approval, or it is not asked of the caller.</exception>
    /// <exception cref="Forbidden">The caller asked for it themselves.</exception>
    /// <exception cref="Invalid">A no does not say why.</exception>
    /// <exception cref="Conflict">It is decided, or they have answered already.</exception>
    public async Task<Response> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        await take.RunAsync(id, me.Id, request.Yes, request.Because, AnswerWay.Portal, cancel);
        return new(request.Yes);
    }
}
