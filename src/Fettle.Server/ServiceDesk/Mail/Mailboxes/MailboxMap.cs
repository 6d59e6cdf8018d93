using Fettle.Server.ServiceDesk.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

internal sealed class MailboxMap : IEntityTypeConfiguration<Mailbox>
{
    public void Configure(EntityTypeBuilder<Mailbox> builder)
    {
        builder.ToTable("mailboxes");
        builder.Property(m => m.Security).HasConversion<string>();
        builder.Property(m => m.Afterwards).HasConversion<string>();
        builder.HasOne<Queue>().WithMany().HasForeignKey(m => m.QueueId);
        builder.HasIndex(m => m.Address).IsUnique();
        builder.HasIndex(m => m.OrganisationId);
        builder.HasIndex(m => m.QueueId);
    }
}

internal sealed class MailboxStateMap : IEntityTypeConfiguration<MailboxState>
{
    public void Configure(EntityTypeBuilder<MailboxState> builder)
    {
        builder.ToTable("mailbox_states");
        builder.HasKey(s => s.MailboxId);
        builder.Property(s => s.MailboxId).ValueGeneratedNever();
        builder.Property(s => s.TroubleKind).HasConversion<string>();
        builder.HasOne<Mailbox>().WithOne().HasForeignKey<MailboxState>(s => s.MailboxId);
    }
}
