using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>A reader says whether an article helped; each has one vote and may change it.</summary>
internal sealed class VoteOnArticle(FettleDb db, CurrentPerson me, ReadableArticles readable, OneArticle one) : IUseCase
{
    public sealed record Request(bool Helpful);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/articles/{id:long}/helpful", (long id, Request request, VoteOnArticle useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such article that the caller may read.</exception>
    public async Task<NoContent> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        if (!await readable.All().AnyAsync(a => a.Id == id, cancel))
            throw new NotFound($"Article {id}");
        await db.InTransactionAsync(
            async () =>
            {
                var article = (await one.LockAsync(id, cancel))!;
                var vote = await db.ArticleVotes.SingleOrDefaultAsync(v => v.ArticleId == id && v.PersonId == me.Id, cancel);
                article.Count(vote?.Helpful, request.Helpful);
                vote ??= db.Add(new ArticleVote { OrganisationId = article.OrganisationId, ArticleId = id, PersonId = me.Id }).Entity;
                vote.Say(request.Helpful);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }
}
