using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Platform.Journal;

internal sealed class JournalEntryMap : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.Property(e => e.ActorKind).HasConversion<string>();
        builder.HasIndex(e => new { e.Subject, e.SubjectId });
    }
}
