using Fettle.Server.ServiceDesk.Mail.Mailboxes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

internal sealed class ReceivedMailMap : IEntityTypeConfiguration<ReceivedMail>
{
    public void Configure(EntityTypeBuilder<ReceivedMail> builder)
    {
        builder.ToTable("received_mails");
        builder.Property(m => m.State).HasConversion<string>();
        builder.Property(m => m.Reason).HasConversion<string>();
        // A mailbox may go; what came through it stays.
        builder.HasOne<Mailbox>().WithMany().HasForeignKey(m => m.MailboxId).OnDelete(DeleteBehavior.SetNull);

        builder.HasIndex(m => new { m.MailboxId, m.UidValidity, m.Uid }).IsUnique();
        builder.HasIndex(m => new { m.OrganisationId, m.Content }).IsUnique();
        builder.HasIndex(m => new { m.OrganisationId, m.Conversation });
        builder.HasIndex(m => m.Hash);
        builder.HasIndex(m => m.EntryId);
        builder.HasIndex(m => new { m.MailboxId, m.ReceivedAt });
        // What waits and what is held back is few among much.
        builder.HasIndex(m => m.NextTryAt).HasDatabaseName("ix_received_mails_waiting").HasFilter("state = 'Waiting'");
        builder.HasIndex(m => new { m.OrganisationId, m.Id }).HasDatabaseName("ix_received_mails_quarantined").HasFilter("state = 'Quarantined'");
        builder.HasIndex(m => m.MailboxId).HasDatabaseName("ix_received_mails_unacknowledged").HasFilter("acknowledged = false");
    }
}
