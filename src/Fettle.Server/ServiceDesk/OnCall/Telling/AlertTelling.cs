using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.OnCall.Telling;

internal enum Channel
{
    /// <summary>In the browser.</summary>
    Web,
    Webhook,
    Mail,
}

/// <summary>One person is told of one alert, on one way. The row is written with the change that causes it, and sent afterwards: at least once.</summary>
[NotJournalled("the alert and who answered it are; this is how it was carried")]
internal sealed class AlertTelling : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long AlertId { get; init; }

    public long PersonId { get; init; }

    public Channel Channel { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null: it was sent, or given up.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why the last try failed.</summary>
    public string? Failure { get; set; }
}

internal sealed class AlertTellingMap : IEntityTypeConfiguration<AlertTelling>
{
    public void Configure(EntityTypeBuilder<AlertTelling> builder)
    {
        builder.ToTable("on_call_tellings");
        builder.Property(t => t.Channel).HasConversion<string>();
        builder.HasOne<Alert>().WithMany().HasForeignKey(t => t.AlertId);
        builder.HasIndex(t => t.AlertId);
        builder.HasIndex(t => t.NextTryAt);
    }
}
