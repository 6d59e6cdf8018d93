using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Platform.Outbox;

/// <summary>One event for one listener, written with the change that caused it.</summary>
[BelongsToNobody("only the dispatcher reads it; the listener's scope is the event's organisation")]
[NotJournalled("the change that caused it is")]
internal sealed class OutboxMessage
{
    public long Id { get; init; }

    public required string Listener { get; init; }

    public required string Payload { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NextTryAt { get; set; }

    public int Tries { get; set; }

    public string? LastError { get; set; }
}

internal sealed class OutboxMessageMap : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.HasIndex(m => m.NextTryAt);
    }
}
