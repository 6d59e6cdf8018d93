using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

internal static class KnowledgeTables
{
    extension(FettleDb db)
    {
        public DbSet<Article> Articles => db.Set<Article>();

        public DbSet<ArticleVersion> ArticleVersions => db.Set<ArticleVersion>();

        public DbSet<ArticleVote> ArticleVotes => db.Set<ArticleVote>();
    }
}
