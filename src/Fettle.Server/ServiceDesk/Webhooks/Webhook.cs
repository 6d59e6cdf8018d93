using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Webhooks;

/// <summary>A place of somebody else's that is told, signed, what happens to tickets.</summary>
[BelongsToNobody("a webhook without an organisation is told of the tickets of every one; who may see and change one is asked in InForce")]
internal sealed class Webhook(long? organisationId, long madeById) : IJournalledFor
{
    public long Id { get; private set; }

    /// <summary>Null: of all organisations.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    /// <summary>Who set it up, and is told when it is given up.</summary>
    public long MadeById { get; private set; } = madeById;

    public string Name { get; private set; } = "";

    public string Url { get; private set; } = "";

    /// <summary>What signs it, sealed with the keys of the data folder.</summary>
    [HiddenInJournal]
    public string SealedSecret { get; private set; } = "";

    /// <summary>Names of <see cref="RuleEvent"/>, with commas between; none: only rules send to it.</summary>
    public string Events { get; private set; } = "";

    public bool Enabled { get; private set; }

    /// <summary>Since when nothing has arrived; null: the last did.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Why it was switched off by itself.</summary>
    public string? GivenUpBecause { get; private set; }

    public void Become(string name, string url, IEnumerable<RuleEvent> events, bool enabled)
    {
        if (enabled && !Enabled)
            (FailingSince, GivenUpBecause) = (null, null);
        (Name, Url, Events, Enabled) = (name, url, RuleEvents.Write(events), enabled);
    }

    public void SignWith(string sealedSecret) => SealedSecret = sealedSecret;

    public void Failed(DateTimeOffset at) => FailingSince ??= at;

    public void Arrived() => FailingSince = null;

    public void GiveUp(string because) => (Enabled, GivenUpBecause) = (false, because);
}

/// <summary>One thing that a webhook is told. The row is written with the change that causes it and posted afterwards: at least once.</summary>
[NotJournalled("it is a log itself; the webhook's changes are")]
internal sealed class WebhookDelivery : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long WebhookId { get; init; }

    public long? TicketNumber { get; init; }

    /// <summary><c>opened</c>, <c>test</c> …</summary>
    public required string Event { get; init; }

    /// <summary>JSON as it is posted and signed.</summary>
    public required string Body { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null: it arrived, or was given up.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? ArrivedAt { get; set; }

    /// <summary>The HTTP status of the last answer; null: none came.</summary>
    public int? Status { get; set; }

    /// <summary>The beginning of the last answer.</summary>
    public string? Answer { get; set; }

    /// <summary>Why the last try failed.</summary>
    public string? Failure { get; set; }

    /// <summary>How long the last try took.</summary>
    public int? Milliseconds { get; set; }
}

internal sealed class WebhookMap : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.HasIndex(w => w.OrganisationId);
    }
}

internal sealed class WebhookDeliveryMap : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId);
        builder.HasIndex(d => new { d.WebhookId, d.Id });
        builder.HasIndex(d => d.NextTryAt).HasFilter("next_try_at IS NOT NULL");
        builder.HasIndex(d => d.At);
    }
}

internal static class WebhookTables
{
    extension(FettleDb db)
    {
        public DbSet<Webhook> Webhooks => db.Set<Webhook>();

        public DbSet<WebhookDelivery> WebhookDeliveries => db.Set<WebhookDelivery>();
    }
}
