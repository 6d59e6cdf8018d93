using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>An article: for those who work tickets its newest version, or one they ask for; for requesters the published one without the technicians' part.</summary>
internal sealed class ReadArticle(FettleDb db, CurrentPerson me, ReadableArticles readable) : IUseCase
{
    /// <param name="Body">Markdown; <paramref name="Html"/> is the same, safe to show.</param>
    /// <param name="Voted">How the caller voted: helpful or not, or not at all.</param>
    public sealed record Article(
        long Id, long OrganisationId, string Title, string Body, string Html, string? ForTechnicians, string? ForTechniciansHtml, ArticleStatus Status, Audience Audience,
        int Version, int NewestVersion, int? PublishedVersion, long? TicketNumber, int Helpful, int NotHelpful, bool? Voted, DateTimeOffset CreatedAt,
        DateTimeOffset UpdatedAt, bool CanWrite, bool CanPublish);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/articles/{id:long}", (long id, int? version, ReadArticle useCase, CancellationToken cancel) => useCase.RunAsync(id, version, cancel));

    /// <exception cref="NotFound">No such article or version that the caller may read.</exception>
    public async Task<Article> RunAsync(long id, int? version, CancellationToken cancel)
    {
        var a = await readable.All().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancel) ?? throw new NotFound($"Article {id}");
        var all = readable.ReadsAll(a.OrganisationId);
        var wanted = all ? version ?? a.Version : a.PublishedVersion;
        var text = await db.ArticleVersions.AsNoTracking().SingleOrDefaultAsync(v => v.ArticleId == id && v.Version == wanted, cancel)
            ?? throw new NotFound($"Version {version} of article {id}");
        var voted = await db.ArticleVotes.Where(v => v.ArticleId == id && v.PersonId == me.Id).Select(v => (bool?)v.Helpful).SingleOrDefaultAsync(cancel);
        var technical = all ? text.ForTechnicians : null;
        return new(
            a.Id, a.OrganisationId, text.Title, text.Body, SafeMarkdown.ToHtml(text.Body), technical, technical is null ? null : SafeMarkdown.ToHtml(technical), a.Status,
            a.Audience, text.Version, all ? a.Version : text.Version, a.PublishedVersion, all ? a.TicketNumber : null, a.Helpful, a.NotHelpful, voted, a.CreatedAt,
            a.UpdatedAt, me.May(Permission.WriteArticles, a.OrganisationId), me.May(Permission.PublishArticles, a.OrganisationId));
    }
}
