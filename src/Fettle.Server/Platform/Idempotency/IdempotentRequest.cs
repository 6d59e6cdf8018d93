using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.Platform.Idempotency;

/// <summary>A request that came with an <c>Idempotency-Key</c>, and what was answered: sent again it is answered the same, and nothing is done.</summary>
[BelongsToNobody("it is its sender's alone, whichever organisation it was about")]
[NotJournalled("what the request did is")]
internal sealed class IdempotentRequest
{
    public long PersonId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, address and body.</summary>
    public required string Request { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null: it is being done.</summary>
    public int? Status { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Sealed with the keys of the data folder: answers show secrets once.</summary>
    public string? SealedBody { get; init; }
}

internal sealed class IdempotentRequestMap : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> builder)
    {
        builder.ToTable("idempotent_requests");
        builder.HasKey(r => new { r.PersonId, r.Key });
        builder.HasIndex(r => r.At);
    }
}
