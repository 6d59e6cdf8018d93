using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>What waits for the caller's yes or no, and the last that they answered.</summary>
internal sealed class ListOwnApprovals(OwnQuestions own, ShowQuestion show, CurrentPerson me) : IUseCase
{
    private const int Most = 100;
    private const int MostAnswered = 20;

    public sealed record Response(IReadOnlyList<Question> Waiting, IReadOnlyList<Question> Answered);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/approvals", (ListOwnApprovals useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<Response> RunAsync(CancellationToken cancel)
    {
        var (all, id) = (await own.AllAsync(cancel), me.Id);
        var open = await all.Where(a => a.State == ApprovalState.Open && !a.Voices.Any(v => v.AnsweredById == id)).OrderBy(a => a.DueAt).ThenBy(a => a.Id).Take(Most).ToListAsync(cancel);
        var answered = await all.Where(a => a.Voices.Any(v => v.AnsweredById == id)).OrderByDescending(a => a.Id).Take(MostAnswered).ToListAsync(cancel);
        return new([.. (await ShowAsync(open, cancel)).Where(q => q.MayAnswer)], await ShowAsync(answered, cancel));
    }

    private async Task<List<Question>> ShowAsync(List<Approval> approvals, CancellationToken cancel)
    {
        var shown = new List<Question>();
        foreach (var approval in approvals)
            shown.Add(await show.RunAsync(approval, me.Id, cancel));
        return shown;
    }
}
