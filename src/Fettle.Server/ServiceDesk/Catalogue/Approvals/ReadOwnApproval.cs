using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>One approval that is asked of the caller.</summary>
internal sealed class ReadOwnApproval(OwnQuestions own, ShowQuestion show, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/approvals/{id:long}", (long id, ReadOwnApproval useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such approval, or it is not asked of the caller.</exception>
    public async Task<Question> RunAsync(long id, CancellationToken cancel) => await show.RunAsync(await own.RequireAsync(id, cancel), me.Id, cancel);
}
