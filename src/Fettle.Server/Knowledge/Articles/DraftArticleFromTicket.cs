using System.Text;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>
/// Writes down what a solved ticket teaches, as a draft: for everyone what is noticed and what helps, in the requester's words and plain ones; for
/// technicians the evidence, the exact commands and how to verify. It only arranges what the ticket says; somebody reads it over and publishes it.
/// </summary>
internal sealed class DraftArticleFromTicket(FettleDb db, CurrentPerson me, ITickets tickets, OneArticle one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/article-draft", (long number, DraftArticleFromTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">The ticket is not solved: there is nothing to tell yet.</exception>
    public async Task<ArticleState> RunAsync(long number, CancellationToken cancel)
    {
        var story = await tickets.StoryOfAsync(number, cancel);
        me.Require(Permission.WriteArticles, story.OrganisationId);
        if (!story.Solved)
            throw new Conflict($"Ticket {number} is not solved yet. Its article is drafted once it is.");

        var title = story.Fixes is [.., var last] ? last.Title : story.Subject;
        var text = new ArticleText(title.Length <= Article.LongestTitle ? title : title[..Article.LongestTitle], ForEveryone(story), ForTechnicians(story));
        var article = Article.Write(story.OrganisationId, Audience.Everyone, text, me.Id, clock.GetUtcNow(), number);
        db.Add(article);
        await db.InTransactionAsync(
            async () =>
            {
                await one.SaveAsync(article, cancel);
                db.Tell(new ArticleDrafted(story.OrganisationId, article.Id, article.Title, number, me.Id));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return ArticleState.Of(article);
    }

    internal static string ForEveryone(TicketStory story)
    {
        var text = new StringBuilder("## What you notice\n\n").Append(Quote(story.Symptom)).Append('\n');
        if (story.Fixes is [.., var fix])
        {
            text.Append("\n## What it is\n\n").Append(SafeMarkdown.Escape(fix.PlainExplanation)).Append('\n');
            text.Append("\n## What helps\n\n").Append(SafeMarkdown.Escape(fix.PlainRemedy)).Append('\n');
        }
        else if (story.LastAnswer is { } answer)
        {
            text.Append("\n## What helps\n\n").Append(answer).Append('\n');
        }
        return text.Append("\nReport it as usual: your computer is then looked at by itself.\n").ToString();
    }

    internal static string ForTechnicians(TicketStory story)
    {
        var text = new StringBuilder("## What was found\n\n");
        foreach (var cause in story.Causes)
            text.Append("- **").Append(SafeMarkdown.Escape(cause)).Append("**\n");
        foreach (var evidence in story.Evidence)
            text.Append("- ").Append(SafeMarkdown.Escape(evidence)).Append('\n');
        if (story.Causes.Count + story.Evidence.Count == 0)
            text.Append("No check-up found a cause.\n");

        text.Append("\n## What was done\n\n");
        foreach (var fix in story.Fixes)
        {
            text.Append("**").Append(SafeMarkdown.Escape(fix.Title)).Append("**").Append(fix.CauseId is { } id ? $" ({SafeMarkdown.Code(id)})" : "").Append("\n\n");
            text.Append(SafeMarkdown.CodeBlock(fix.Commands)).Append('\n');
        }
        foreach (var note in story.Notes)
            text.Append(Quote(note)).Append('\n');
        if (story.Fixes.Count + story.Notes.Count == 0)
            text.Append("The ticket does not say.\n");

        text.Append("\n## How to verify\n\n");
        foreach (var line in story.Fixes.SelectMany(f => f.HowVerified))
            text.Append("- ").Append(SafeMarkdown.Escape(line)).Append('\n');
        if (story.Fixes is [.., { CauseId: { } cause1 }])
            text.Append("- A check-up (`fettle-agent checkup`) no longer lists ").Append(SafeMarkdown.Code(cause1)).Append(".\n");
        else
            text.Append("- Ask who reported it whether it works, and run a check-up (`fettle-agent checkup`).\n");
        return text.Append("\nDrafted from ticket ").Append(story.Number).Append(".\n").ToString();
    }

    private static string Quote(string text) => string.Concat(text.Trim().Split('\n').Select(line => $"> {line.TrimEnd()}\n"));
}
