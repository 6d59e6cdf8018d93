using Fettle.Server.ServiceDesk.Fields;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Tickets;

internal sealed class TicketMap : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("tickets");
        builder.Property(t => t.Kind).HasConversion<string>();
        builder.Property(t => t.Status).HasConversion<string>();
        builder.Property(t => t.Impact).HasConversion<string>();
        builder.Property(t => t.Urgency).HasConversion<string>();
        builder.Property(t => t.Priority).HasConversion<string>();
        builder.Property(t => t.DueKind).HasConversion<string>();
        builder.Property(t => t.DueAt).HasDefaultValue(Ticket.NotDue);
        builder.Property(t => t.StatusBeforeMerge).HasConversion<string>();
        builder.HasOne(t => t.Queue).WithMany().HasForeignKey(t => t.QueueId).OnDelete(DeleteBehavior.Restrict);

        builder.HasIndex(t => t.Number).IsUnique();
        builder.HasIndex(t => new { t.OrganisationId, t.OpenCause }).IsUnique();

        // One for each order of the whole list …
        builder.HasIndex(t => new { t.UpdatedAt, t.Id });
        builder.HasIndex(t => new { t.CreatedAt, t.Id });
        builder.HasIndex(t => new { t.Priority, t.UpdatedAt, t.Id }).IsDescending(false, true, true);
        builder.HasIndex(t => new { t.OrganisationId, t.UpdatedAt, t.Id });

        // … and for each usual filter one that holds all that choosing and sorting a page needs, so that only the page's own rows are fetched.
        builder.HasIndex(t => new { t.Status, t.UpdatedAt, t.Id, t.Priority, t.OrganisationId, t.AssigneeId }).HasDatabaseName("ix_tickets_by_status");
        builder.HasIndex(t => new { t.OrganisationId, t.Status, t.UpdatedAt, t.Id, t.Priority, t.AssigneeId }).HasDatabaseName("ix_tickets_by_organisation_and_status");
        builder.HasIndex(t => new { t.AssigneeId, t.Status, t.UpdatedAt, t.Id, t.Priority, t.OrganisationId }).HasDatabaseName("ix_tickets_by_assignee");
        builder.HasIndex(t => new { t.QueueId, t.Status, t.UpdatedAt, t.Id, t.Priority, t.OrganisationId }).HasDatabaseName("ix_tickets_by_queue");
        // What waits to be done is few among much: a search among it asks of these alone.
        builder.HasIndex(t => new { t.UpdatedAt, t.Id, t.Number, t.OrganisationId }).HasDatabaseName("ix_tickets_active")
            .HasFilter("status IN ('New', 'Open', 'WaitingForRequester', 'WaitingForOther')");
        builder.HasIndex(t => new { t.DueAt, t.Id, t.Status, t.OrganisationId, t.AssigneeId, t.QueueId }).HasDatabaseName("ix_tickets_by_due");
        builder.HasOne<Ticket>().WithMany().HasForeignKey(t => t.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.MergedIntoId).HasFilter("merged_into_id IS NOT NULL");
        builder.HasOne<Ticket>().WithMany().HasForeignKey(t => t.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.ParentId).HasFilter("parent_id IS NOT NULL");
        builder.HasOne<Category>().WithMany().HasForeignKey(t => t.CategoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => new { t.CategoryId, t.UpdatedAt, t.Id });
        builder.HasIndex(t => new { t.RequesterId, t.UpdatedAt });
        builder.HasIndex(t => new { t.DeviceId, t.UpdatedAt });
        builder.HasIndex(t => t.SolvedAt);
        builder.HasIndex(t => new { t.Kind, t.UpdatedAt, t.Id });
    }
}
