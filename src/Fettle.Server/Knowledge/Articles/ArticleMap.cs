using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Knowledge.Articles;

internal sealed class ArticleMap : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("articles");
        builder.Property(a => a.Status).HasConversion<string>();
        builder.Property(a => a.Audience).HasConversion<string>();
        builder.HasIndex(a => new { a.UpdatedAt, a.Id });
        builder.HasIndex(a => new { a.OrganisationId, a.Status });
    }
}

internal sealed class ArticleVersionMap : IEntityTypeConfiguration<ArticleVersion>
{
    public void Configure(EntityTypeBuilder<ArticleVersion> builder)
    {
        builder.ToTable("article_versions");
        builder.HasKey(v => new { v.ArticleId, v.Version });
        builder.HasOne<Article>().WithMany(a => a.Versions).HasForeignKey(v => v.ArticleId);
    }
}

internal sealed class ArticleVoteMap : IEntityTypeConfiguration<ArticleVote>
{
    public void Configure(EntityTypeBuilder<ArticleVote> builder)
    {
        builder.ToTable("article_votes");
        builder.HasKey(v => new { v.ArticleId, v.PersonId });
        builder.HasOne<Article>().WithMany().HasForeignKey(v => v.ArticleId);
    }
}
