using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall.Schedule;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.OnCall;

/// <summary>People who are on call in turns.</summary>
[BelongsToNobody("a rotation without an organisation serves them all; who may see and change one is asked in InForce")]
internal sealed class Rotation(long? organisationId, string name, string rules) : IJournalledFor
{
    public long Id { get; private set; }

    /// <summary>Null: of all organisations.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = name;

    /// <summary><see cref="RotationRules"/> as JSON.</summary>
    public string Rules { get; private set; } = rules;

    /// <summary>What is told to whoever is on call is posted here, too: for SMS, a phone call, a chat.</summary>
    public string? WebhookUrl { get; private set; }

    /// <summary>Signs what is posted.</summary>
    [HiddenInJournal]
    public string? WebhookSecret { get; private set; }

    public static Rotation Of(long? organisation, string name, RotationRules rules) => new(organisation, name, JsonSerializer.Serialize(rules, PromiseJson.Options));

    public void Change(string name, RotationRules rules) => (Name, Rules) = (name, JsonSerializer.Serialize(rules, PromiseJson.Options));

    /// <param name="url">Null: nowhere.</param>
    public void PostTo(string? url, string? secret) => (WebhookUrl, WebhookSecret) = (url, url is null ? null : secret);

    public RotationRules Read() => JsonSerializer.Deserialize<RotationRules>(Rules, PromiseJson.Options)!;
}

/// <summary>For a while somebody stands in for whoever has the turn.</summary>
[BelongsToNobody("a part of its rotation, which says whose it is")]
internal sealed class RotationStandIn : IJournalledFor
{
    public long Id { get; private set; }

    public long? OrganisationId { get; init; }

    public long RotationId { get; init; }

    public long PersonId { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }
}

internal sealed class RotationMap : IEntityTypeConfiguration<Rotation>
{
    public void Configure(EntityTypeBuilder<Rotation> builder)
    {
        builder.ToTable("on_call_rotations");
        builder.HasIndex(r => r.OrganisationId);
    }
}

internal sealed class RotationStandInMap : IEntityTypeConfiguration<RotationStandIn>
{
    public void Configure(EntityTypeBuilder<RotationStandIn> builder)
    {
        builder.ToTable("on_call_stand_ins");
        builder.HasOne<Rotation>().WithMany().HasForeignKey(s => s.RotationId);
        builder.HasIndex(s => new { s.RotationId, s.To });
    }
}
