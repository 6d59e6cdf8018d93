using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Tickets;

internal sealed class WatcherMap : IEntityTypeConfiguration<Watcher>
{
    public void Configure(EntityTypeBuilder<Watcher> builder)
    {
        builder.ToTable("ticket_watchers");
        builder.HasKey(w => new { w.TicketId, w.PersonId });
        builder.HasOne<Ticket>().WithMany(t => t.Watchers).HasForeignKey(w => w.TicketId);
        builder.HasIndex(w => w.PersonId);
    }
}

internal sealed class TicketTagMap : IEntityTypeConfiguration<TicketTag>
{
    public void Configure(EntityTypeBuilder<TicketTag> builder)
    {
        builder.ToTable("ticket_tags");
        builder.HasKey(t => new { t.TicketId, t.Tag });
        builder.HasOne<Ticket>().WithMany(t => t.Tags).HasForeignKey(t => t.TicketId);
        builder.HasIndex(t => new { t.Tag, t.TicketId });
    }
}

internal sealed class TicketLinkMap : IEntityTypeConfiguration<TicketLink>
{
    public void Configure(EntityTypeBuilder<TicketLink> builder)
    {
        builder.ToTable("ticket_links");
        builder.Property(l => l.Kind).HasConversion<string>();
        builder.HasOne<Ticket>().WithMany().HasForeignKey(l => l.FromId);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(l => l.ToId);
        builder.HasIndex(l => new { l.FromId, l.ToId, l.Kind }).IsUnique();
        builder.HasIndex(l => l.ToId);
    }
}

internal sealed class AttachmentMap : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("ticket_attachments");
        builder.HasOne<TicketEntry>().WithMany(e => e.Attachments).HasForeignKey(a => a.EntryId);
        builder.HasIndex(a => a.TicketId);
        builder.HasIndex(a => a.EntryId);
        builder.HasIndex(a => a.Hash);
    }
}

internal sealed class TicketNumberMap : IEntityTypeConfiguration<TicketNumber>
{
    public void Configure(EntityTypeBuilder<TicketNumber> builder)
    {
        builder.ToTable("ticket_numbers");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasData(new TicketNumber { Id = 1, Last = 0 });
    }
}

internal sealed class TicketSeenMap : IEntityTypeConfiguration<TicketSeen>
{
    public void Configure(EntityTypeBuilder<TicketSeen> builder)
    {
        builder.ToTable("tickets_seen");
        builder.HasKey(s => new { s.PersonId, s.TicketId });
        builder.HasOne<Ticket>().WithMany().HasForeignKey(s => s.TicketId);
        builder.HasIndex(s => s.TicketId);
    }
}

internal sealed class SentOnceMap : IEntityTypeConfiguration<SentOnce>
{
    public void Configure(EntityTypeBuilder<SentOnce> builder)
    {
        builder.ToTable("tickets_sent_once");
        builder.HasKey(s => new { s.PersonId, s.Key });
        builder.HasIndex(s => s.At);
    }
}
