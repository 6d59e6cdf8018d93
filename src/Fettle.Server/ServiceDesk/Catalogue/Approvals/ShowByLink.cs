using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>What the page behind the link of an approval's mail shows. Whoever has the link may see it, and nobody else.</summary>
internal sealed class ShowByLink(EnterByLink enter, ShowQuestion show) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/approval-links/{token}", (string token, ShowByLink useCase, CancellationToken cancel) => useCase.RunAsync(token, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    /// <exception cref="NotFound">No such link, or it is too old or was replaced.</exception>
    public async Task<Question> RunAsync(string token, CancellationToken cancel)
    {
        var entered = await enter.RunAsync(token, cancel);
        return await show.RunAsync(entered.Approval, entered.PersonId, cancel);
    }
}
