using System.Text.Json;
using System.Text.Json.Serialization;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>A ticket that is made again and again from a template.</summary>
internal sealed class RecurringTicket(long organisationId) : IBelongToOrganisation
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    // As long as it may take to find an open day: a calendar that is closed for longer has none.
    private const int FurthestOpenDay = 366;

    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public long TemplateId { get; private set; }

    /// <summary><see cref="Recurrence"/> as JSON.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>Whose holidays count; null: no day is closed.</summary>
    public long? CalendarId { get; private set; }

    public WhenClosed WhenClosed { get; private set; }

    public bool Enabled { get; private set; }

    /// <summary>The day of the rule that comes next; null: none.</summary>
    public DateOnly? NextDay { get; private set; }

    /// <summary>When its ticket is made; null: never.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public Recurrence Read() => JsonSerializer.Deserialize<Recurrence>(Rule, s_json)!;

    /// <param name="hours">The calendar's; null where there is none.</param>
    /// <param name="now">What lies before it is not made up for: the rule is new.</param>
    public void Become(long template, Recurrence rule, long? calendar, WhenClosed whenClosed, bool enabled, BusinessHours? hours, DateTimeOffset now)
    {
        (TemplateId, Rule, CalendarId, WhenClosed, Enabled) = (template, JsonSerializer.Serialize(rule, s_json), calendar, whenClosed, enabled);
        var passed = WallClock.DateOf(now, TimeZoneInfo.FindSystemTimeZoneById(rule.TimeZone)).AddDays(-1);
        (NextDay, NextAt) = (rule.Next(passed), null);
        SkipClosed(rule, hours);
        while (NextAt <= now)
            Advance(hours);
    }

    /// <summary>Its ticket of <see cref="NextDay"/> is made: on to the next. None is left out, however long the server was away.</summary>
    public void Advance(BusinessHours? hours)
    {
        var rule = Read();
        NextDay = rule.Next(NextDay);
        SkipClosed(rule, hours);
    }

    private void SkipClosed(Recurrence rule, BusinessHours? hours)
    {
        while (NextDay is { } skipped && WhenClosed == WhenClosed.Skip && hours?.IsOpenOn(skipped) == false)
            NextDay = rule.Next(skipped);
        NextAt = Enabled && NextDay is { } day ? rule.InstantOn(OpenFrom(day, hours)) : null;
    }

    private DateOnly OpenFrom(DateOnly day, BusinessHours? hours)
    {
        if (hours is null || WhenClosed != WhenClosed.NextOpenDay)
            return day;
        for (var open = day; open < day.AddDays(FurthestOpenDay); open = open.AddDays(1))
        {
            if (hours.IsOpenOn(open))
                return open;
        }
        return day;
    }
}

/// <summary>That a ticket was made for a day of a rule: there is one, and never another.</summary>
[NotJournalled("the ticket that was made is")]
internal sealed class RecurringRun : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long RecurringId { get; init; }

    public DateOnly Day { get; init; }

    public long TicketNumber { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class RecurringTicketMap : IEntityTypeConfiguration<RecurringTicket>
{
    public void Configure(EntityTypeBuilder<RecurringTicket> builder)
    {
        builder.ToTable("recurring_tickets");
        builder.Property(r => r.WhenClosed).HasConversion<string>();
        builder.HasOne<TicketTemplate>().WithMany().HasForeignKey(r => r.TemplateId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.TemplateId);
        builder.HasIndex(r => r.NextAt);
    }
}

internal sealed class RecurringRunMap : IEntityTypeConfiguration<RecurringRun>
{
    public void Configure(EntityTypeBuilder<RecurringRun> builder)
    {
        builder.ToTable("recurring_runs");
        builder.HasKey(r => new { r.RecurringId, r.Day });
        builder.HasOne<RecurringTicket>().WithMany().HasForeignKey(r => r.RecurringId);
    }
}

internal static class RecurringTables
{
    extension(FettleDb db)
    {
        public DbSet<RecurringTicket> RecurringTickets => db.Set<RecurringTicket>();

        public DbSet<RecurringRun> RecurringRuns => db.Set<RecurringRun>();
    }
}
