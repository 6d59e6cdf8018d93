using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Tickets;

internal sealed class TicketEntryMap : IEntityTypeConfiguration<TicketEntry>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public void Configure(EntityTypeBuilder<TicketEntry> builder)
    {
        builder.ToTable("ticket_entries");
        builder.Property(e => e.Kind).HasConversion<string>();
        builder.Property(e => e.AuthorKind).HasConversion<string>();
        builder.Property(e => e.Data).HasConversion(data => JsonSerializer.Serialize(data, Json), text => JsonSerializer.Deserialize<EntryData>(text, Json)!);
        builder.HasOne<Ticket>().WithMany(t => t.Entries).HasForeignKey(e => e.TicketId);
        builder.HasIndex(e => new { e.TicketId, e.Id });
        builder.HasIndex(e => new { e.TicketId, e.Once }).IsUnique();
        builder.HasIndex(e => e.At).HasDatabaseName("ix_ticket_entries_reopened").HasFilter("kind = 'Reopened'");
    }
}
