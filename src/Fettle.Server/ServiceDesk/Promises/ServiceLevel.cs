using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Escalation;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>Which tickets something is promised for: those of an organisation, of a queue, of a kind; what is left out counts for all.</summary>
internal sealed record Reach(long? OrganisationId, long? QueueId, TicketKind? Kind)
{
    public bool Includes(long organisation, long queue, TicketKind kind) =>
        (OrganisationId is null || OrganisationId == organisation) && (QueueId is null || QueueId == queue) && (Kind is null || Kind == kind);

    /// <summary>The narrowest of those that include a ticket is the one that counts: a queue before an organisation before a kind.</summary>
    public int Narrowness => (QueueId is null ? 0 : 4) + (OrganisationId is null ? 0 : 2) + (Kind is null ? 0 : 1);
}

/// <summary>What a level promises and does.</summary>
internal sealed record LevelTerms(IReadOnlyList<Goals> Goals, bool PauseForRequester, bool PauseForOther, IReadOnlyList<EscalationStep> Steps);

/// <summary>A service level: targets for some tickets, in the hours of a calendar, and what happens as they run out.</summary>
[BelongsToNobody("a level without an organisation is for all of them; who may see and change one is asked in InForce")]
internal sealed class ServiceLevel(long? organisationId, long? queueId, TicketKind? kind, string name, long calendarId, string terms) : IJournalledFor
{
    public long Id { get; private set; }

    public long? OrganisationId { get; private set; } = organisationId;

    public long? QueueId { get; private set; } = queueId;

    public TicketKind? Kind { get; private set; } = kind;

    public string Name { get; private set; } = name;

    public long CalendarId { get; private set; } = calendarId;

    /// <summary><see cref="LevelTerms"/> as JSON.</summary>
    public string Terms { get; private set; } = terms;

    public Reach Reach => new(OrganisationId, QueueId, Kind);

    public static ServiceLevel Of(Reach reach, string name, long calendar, LevelTerms terms) =>
        new(reach.OrganisationId, reach.QueueId, reach.Kind, name, calendar, JsonSerializer.Serialize(terms, PromiseJson.Options));

    public void Change(Reach reach, string name, long calendar, LevelTerms terms)
    {
        (OrganisationId, QueueId, Kind) = (reach.OrganisationId, reach.QueueId, reach.Kind);
        (Name, CalendarId, Terms) = (name, calendar, JsonSerializer.Serialize(terms, PromiseJson.Options));
    }

    public LevelTerms Read() => JsonSerializer.Deserialize<LevelTerms>(Terms, PromiseJson.Options)!;
}

internal sealed class ServiceLevelMap : IEntityTypeConfiguration<ServiceLevel>
{
    public void Configure(EntityTypeBuilder<ServiceLevel> builder)
    {
        builder.ToTable("service_levels");
        builder.Property(l => l.Kind).HasConversion<string>();
        builder.Ignore(l => l.Reach);
        builder.HasOne<BusinessCalendar>().WithMany().HasForeignKey(l => l.CalendarId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => l.CalendarId);
        builder.HasIndex(l => l.OrganisationId);
    }
}
