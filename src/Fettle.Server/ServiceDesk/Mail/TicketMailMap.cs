using System.Text.Json;
using System.Text.Json.Serialization;
using Fettle.Mail;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Mail;

internal sealed class TicketMailMap : IEntityTypeConfiguration<TicketMail>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly ValueComparer<IReadOnlyList<MailAddress>> Same = new((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list);

    public void Configure(EntityTypeBuilder<TicketMail> builder)
    {
        builder.ToTable("ticket_mails");
        builder.Property(m => m.Direction).HasConversion<string>();
        builder.Property(m => m.State).HasConversion<string>();
        builder.Property(m => m.From).HasConversion(a => JsonSerializer.Serialize(a, Json), text => JsonSerializer.Deserialize<MailAddress>(text, Json)!);
        builder.Property(m => m.To).HasConversion(a => JsonSerializer.Serialize(a, Json), text => JsonSerializer.Deserialize<IReadOnlyList<MailAddress>>(text, Json)!, Same);
        builder.Property(m => m.Cc).HasConversion(a => JsonSerializer.Serialize(a, Json), text => JsonSerializer.Deserialize<IReadOnlyList<MailAddress>>(text, Json)!, Same);
        builder.HasOne<TicketEntry>().WithMany().HasForeignKey(m => m.EntryId);

        builder.HasIndex(m => m.MessageId);
        builder.HasIndex(m => new { m.TicketId, m.Id });
        builder.HasIndex(m => m.EntryId);
        builder.HasIndex(m => m.RawHash);
        builder.HasIndex(m => new { m.Correspondent, m.At });
        // What waits is few among much.
        builder.HasIndex(m => m.NextAttemptAt).HasDatabaseName("ix_ticket_mails_waiting").HasFilter("state = 'Waiting'");
    }
}
