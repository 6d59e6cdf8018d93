using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Together;

/// <summary>What somebody has begun to write on a ticket; nobody else sees it.</summary>
[NotJournalled("it is not said yet")]
internal sealed class OwnDraft : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long PersonId { get; init; }

    public required string Body { get; set; }

    /// <summary>It is to be a reply; else a note.</summary>
    public bool Public { get; set; }

    public DateTimeOffset At { get; set; }
}

internal sealed class OwnDraftMap : IEntityTypeConfiguration<OwnDraft>
{
    public void Configure(EntityTypeBuilder<OwnDraft> builder)
    {
        builder.ToTable("ticket_own_drafts");
        builder.HasKey(d => new { d.PersonId, d.TicketId });
        builder.HasOne<Ticket>().WithMany().HasForeignKey(d => d.TicketId);
        builder.HasIndex(d => d.TicketId);
    }
}
