using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Answers an approval by the link of its mail, once.</summary>
internal sealed class AnswerByLink(EnterByLink enter, TakeAnswer take) : IUseCase
{
    /// <param name="Because">Needed with a no; the requester is told it.</param>
    public sealed record Request(bool Yes, string? Because = null);

    public sealed record Response(bool Yes);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/approval-links/{token}",
                (string token, Request request, AnswerByLink useCase, CancellationToken cancel) => useCase.RunAsync(token, request, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    /// <exception cref="NotFound">No such link, or it is too old or was replaced.</exception>
    /// <exception cref="Forbidden">Its reader asked for it themselves.</exception>
    /// <exception cref="Invalid">A no does not say why.</exception>
    /// <exception cref="Conflict">It is decided, or was answered already.</exception>
    public async Task<Response> RunAsync(string token, Request request, CancellationToken cancel)
    {
        var entered = await enter.RunAsync(token, cancel);
        if (entered.Used)
            throw new Conflict("This was answered already.");
        await take.RunAsync(entered.Approval.Id, entered.PersonId, request.Yes, request.Because, AnswerWay.Link, cancel);
        return new(request.Yes);
    }
}
