using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>How a caller shows that it is the one.</summary>
internal enum HookProof
{
    /// <summary>It sends the secret: <c>Authorization: Bearer …</c> or <c>X-Fettle-Token: …</c>.</summary>
    Token,

    /// <summary>It signs the body: <c>X-Hub-Signature-256: sha256=…</c>, HMAC-SHA256 in hexadecimal.</summary>
    Signature,
}

/// <summary>An address that another program calls, and how what it says becomes a ticket.</summary>
internal sealed class IncomingHook(long organisationId, string address) : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    /// <summary>The last part of its address; nobody can guess it.</summary>
    public string Address { get; private set; } = address;

    public string Name { get; private set; } = "";

    public HookProof Proof { get; private set; }

    [HiddenInJournal]
    public string SealedSecret { get; private set; } = "";

    /// <summary>Where its tickets are put; null: the organisation's first queue.</summary>
    public long? QueueId { get; private set; }

    public bool Enabled { get; private set; }

    /// <summary>A <see cref="HookMapping"/> as JSON.</summary>
    public string Mapping { get; private set; } = "{}";

    public void Become(string name, HookProof proof, long? queue, bool enabled, HookMapping mapping) =>
        (Name, Proof, QueueId, Enabled, Mapping) = (name, proof, queue, enabled, JsonSerializer.Serialize(mapping, PromiseJson.Options));

    public void KnowBy(string sealedSecret) => SealedSecret = sealedSecret;

    public HookMapping Read() => JsonSerializer.Deserialize<HookMapping>(Mapping, PromiseJson.Options)!;
}

internal enum CallOutcome
{
    Opened,

    /// <summary>It was about something that has a ticket already.</summary>
    Added,
    Solved,

    /// <summary>It said nothing that a ticket needs: something is well that never was not.</summary>
    Nothing,
    Refused,
}

/// <summary>One call, as it came, and what became of it.</summary>
[NotJournalled("it is a log itself; what becomes of it on a ticket is journalled")]
internal sealed class IncomingCall : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long HookId { get; init; }

    public DateTimeOffset At { get; init; }

    public string? From { get; init; }

    /// <summary>The beginning of what came.</summary>
    public string Body { get; init; } = "";

    public CallOutcome Outcome { get; init; }

    public long? TicketNumber { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Why { get; init; }
}

/// <summary>What a program calls the thing that a ticket is about, so that its next word about it comes to the same ticket.</summary>
[NotJournalled("the ticket is")]
internal sealed class IncomingKey : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long HookId { get; init; }

    public required string Key { get; init; }

    public long TicketId { get; set; }

    public DateTimeOffset At { get; set; }
}

internal sealed class IncomingHookMap : IEntityTypeConfiguration<IncomingHook>
{
    public void Configure(EntityTypeBuilder<IncomingHook> builder)
    {
        builder.ToTable("incoming_hooks");
        builder.Property(h => h.Proof).HasConversion<string>();
        builder.HasIndex(h => h.Address).IsUnique();
        builder.HasIndex(h => h.OrganisationId);
    }
}

internal sealed class IncomingCallMap : IEntityTypeConfiguration<IncomingCall>
{
    public void Configure(EntityTypeBuilder<IncomingCall> builder)
    {
        builder.ToTable("incoming_calls");
        builder.Property(c => c.Outcome).HasConversion<string>();
        builder.HasOne<IncomingHook>().WithMany().HasForeignKey(c => c.HookId);
        builder.HasIndex(c => new { c.HookId, c.Id });
        builder.HasIndex(c => c.At);
    }
}

internal sealed class IncomingKeyMap : IEntityTypeConfiguration<IncomingKey>
{
    public void Configure(EntityTypeBuilder<IncomingKey> builder)
    {
        builder.ToTable("incoming_keys");
        builder.HasKey(k => new { k.HookId, k.Key });
        builder.HasOne<IncomingHook>().WithMany().HasForeignKey(k => k.HookId);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(k => k.TicketId);
        builder.HasIndex(k => k.TicketId);
    }
}

internal static class IncomingTables
{
    extension(FettleDb db)
    {
        public DbSet<IncomingHook> IncomingHooks => db.Set<IncomingHook>();

        public DbSet<IncomingCall> IncomingCalls => db.Set<IncomingCall>();

        public DbSet<IncomingKey> IncomingKeys => db.Set<IncomingKey>();
    }
}
