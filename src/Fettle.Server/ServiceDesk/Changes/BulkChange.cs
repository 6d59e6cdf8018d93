using System.Text.Json;
using System.Text.Json.Serialization;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Changes;

/// <summary>One thing that somebody did to many tickets, kept for as long as it can be taken back.</summary>
[BelongsToNobody("its tickets may be of several organisations; each part belongs to that of its ticket")]
[NotJournalled("the changes of the tickets are")]
internal sealed class BulkChange
{
    public long Id { get; private set; }

    public long PersonId { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }
}

/// <summary>How one of its tickets was before.</summary>
[NotJournalled("the change of the ticket is")]
internal sealed class BulkPart : IBelongToOrganisation
{
    public long BulkId { get; init; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public required TicketBefore Before { get; init; }

    /// <summary>The ticket's version right after; a higher one says that it was changed since.</summary>
    public long VersionAfter { get; init; }
}

/// <summary>What a bulk change may change of a ticket.</summary>
internal sealed record TicketBefore(
    TicketStatus Status, DateTimeOffset? SolvedAt, long? AssigneeId, long QueueId, long? CategoryId, Level Impact, Level Urgency, IReadOnlyList<string> Tags)
{
    /// <summary>Needs the tags loaded.</summary>
    public static TicketBefore Of(Ticket t) => new(t.Status, t.SolvedAt, t.AssigneeId, t.QueueId, t.CategoryId, t.Impact, t.Urgency, [.. t.Tags.Select(x => x.Tag)]);
}

internal sealed class BulkChangeMap : IEntityTypeConfiguration<BulkChange>
{
    public void Configure(EntityTypeBuilder<BulkChange> builder)
    {
        builder.ToTable("ticket_bulk_changes");
        builder.HasIndex(b => b.At);
    }
}

internal sealed class BulkPartMap : IEntityTypeConfiguration<BulkPart>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public void Configure(EntityTypeBuilder<BulkPart> builder)
    {
        builder.ToTable("ticket_bulk_parts");
        builder.HasKey(p => new { p.BulkId, p.TicketId });
        builder.Property(p => p.Before).HasConversion(before => JsonSerializer.Serialize(before, Json), text => JsonSerializer.Deserialize<TicketBefore>(text, Json)!);
        builder.HasOne<BulkChange>().WithMany().HasForeignKey(p => p.BulkId);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(p => p.TicketId);
        builder.HasIndex(p => p.TicketId);
    }
}

internal static class ChangeTables
{
    extension(FettleDb db)
    {
        public DbSet<BulkChange> BulkChanges => db.Set<BulkChange>();

        public DbSet<BulkPart> BulkParts => db.Set<BulkPart>();
    }
}
