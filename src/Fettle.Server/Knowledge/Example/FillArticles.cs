using Fettle.Server.Knowledge.Articles;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Knowledge.Example;

/// <summary>The example's articles: most published, a few still being written or for the staff only.</summary>
internal sealed class FillArticles(FettleDb db, ArticleSearch search) : IExample
{
    public int Order => 30;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        for (var i = 0; i < world.Organisations.Count; i++)
        {
            var house = world.Organisations[i];
            var count = i == 0 ? world.Size.Articles - (2 * (world.Size.Articles / 4)) : world.Size.Articles / 4;
            var articles = Enumerable.Range(0, count).Select(n => Write(house, n, world)).ToList();
            await db.InTransactionAsync(
                async () =>
                {
                    db.AddRange(articles);
                    await db.SaveChangesAsync(cancel);
                    foreach (var article in articles)
                        await search.PutAsync(article, cancel);
                },
                cancel);
            db.ChangeTracker.Clear();
        }
    }

    private static Article Write(ExampleOrganisation house, int n, ExampleWorld world)
    {
        var topic = ExampleTopic.All[n % ExampleTopic.All.Length];
        var title = n < ExampleTopic.All.Length ? topic.Title : $"{topic.Title} ({(n / ExampleTopic.All.Length) + 1})";
        var (author, at) = (house.Technicians[n % house.Technicians.Count].Id, world.Now - TimeSpan.FromDays(world.Random.Next(5, 90)));
        var article = Article.Write(house.Id, topic.ForStaff ? Audience.Staff : Audience.Everyone, new(title, topic.Body, topic.ForTechnicians), author, at);
        // Every ninth is still a draft, every sixth has a newer version in writing.
        if (n % 9 == 8)
            return article;
        article.Publish(at + TimeSpan.FromHours(3));
        if (n % 6 == 5)
            article.Revise(new(title, $"{topic.Body}\n\n*To be added: a picture.*", topic.ForTechnicians), article.Audience, author, at + TimeSpan.FromDays(2));
        return article;
    }
}
