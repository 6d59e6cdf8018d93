using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.ChangeControl;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Exports.Schedules;

internal enum ReportKind
{
    /// <summary>How the desk did in the period that has just ended.</summary>
    Desk,

    /// <summary>A list of tickets as it is then.</summary>
    Tickets,
}

internal enum ReportEvery
{
    Day,

    /// <summary>On Mondays.</summary>
    Week,

    /// <summary>On the first.</summary>
    Month,
}

/// <summary>A report of one organisation that goes out by mail again and again.</summary>
internal sealed class ReportSchedule(long organisationId, long ownerId) : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    /// <summary>Who set it up; while they work tickets there, it goes out.</summary>
    public long OwnerId { get; private set; } = ownerId;

    public string Name { get; private set; } = "";

    public ReportKind Kind { get; private set; }

    /// <summary>What a desk report is grouped by, or the filters of a list: <c>status=active&amp;sort=due</c>.</summary>
    public string Query { get; private set; } = "";

    public ExportFormat Format { get; private set; }

    /// <summary>Persons who work tickets there.</summary>
    public IReadOnlyList<long> Recipients { get; private set; } = [];

    public ReportEvery Every { get; private set; }

    /// <summary>Minutes after midnight, on the wall clock of its zone.</summary>
    public int AtMinute { get; private set; }

    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The regular time that comes next.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>When it is tried: at its time, and some minutes after a failure.</summary>
    public DateTimeOffset AttemptAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Why it did not go out the last time; null where it did.</summary>
    public string? Failure { get; private set; }

    public void Become(
        string name, ReportKind kind, string query, ExportFormat format, IReadOnlyList<long> recipients, ReportEvery every, int atMinute, string timeZone, DateTimeOffset now)
    {
        (Name, Kind, Query, Format, Recipients, Every, AtMinute, TimeZone) = (name, kind, query, format, recipients, every, atMinute, timeZone);
        DueAt = AttemptAt = NextAfter(now);
    }

    public void Sent(DateTimeOffset now)
    {
        (SentAt, Failure) = (now, null);
        DueAt = AttemptAt = NextAfter(now);
    }

    /// <summary>It is tried again in a while; what could not go out for a day is left to the next time.</summary>
    public void Failed(string why, DateTimeOffset now)
    {
        Failure = why.Length <= 500 ? why : why[..500];
        if (now - DueAt < TimeSpan.FromDays(1))
            AttemptAt = now + SendReports.Lease;
        else
            DueAt = AttemptAt = NextAfter(now);
    }

    /// <summary>The days that a desk report which goes out at this instant is about: those before the day on which it does.</summary>
    public (DateOnly From, DateOnly To) PeriodAt(DateTimeOffset at)
    {
        var today = WallClock.DateOf(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        return Every switch
        {
            ReportEvery.Day => (today.AddDays(-1), today.AddDays(-1)),
            ReportEvery.Week => (today.AddDays(-7), today.AddDays(-1)),
            _ => (today.AddMonths(-1), today.AddDays(-1)),
        };
    }

    private DateTimeOffset NextAfter(DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var day = WallClock.DateOf(now, zone);
        while (true)
        {
            var fits = Every switch { ReportEvery.Week => day.DayOfWeek == DayOfWeek.Monday, ReportEvery.Month => day.Day == 1, _ => true };
            var at = WallClock.FirstInstantOf(day.ToDateTime(TimeOnly.MinValue).AddMinutes(AtMinute), zone);
            if (fits && at > now)
                return at;
            day = day.AddDays(1);
        }
    }
}

internal sealed class ReportScheduleMap : IEntityTypeConfiguration<ReportSchedule>
{
    public void Configure(EntityTypeBuilder<ReportSchedule> builder)
    {
        builder.ToTable("report_schedules");
        builder.Property(s => s.Kind).HasConversion<string>();
        builder.Property(s => s.Format).HasConversion<string>();
        builder.Property(s => s.Every).HasConversion<string>();
        builder.Property(s => s.Recipients).IsJsonList();
        builder.HasIndex(s => s.AttemptAt);
        builder.HasIndex(s => s.OrganisationId);
    }
}

internal static class ReportScheduleTable
{
    extension(FettleDb db)
    {
        public DbSet<ReportSchedule> ReportSchedules => db.Set<ReportSchedule>();
    }
}
