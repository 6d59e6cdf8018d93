using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.ChangeControl;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Announcements;

internal enum AnnouncementKind
{
    /// <summary>Something will be interrupted for a while, as planned.</summary>
    Maintenance,

    /// <summary>Something does not work.</summary>
    Outage,
    News,
}

/// <summary>How loud it is: a line, a warning, or an alarm.</summary>
internal enum AnnouncementSeverity
{
    Info,
    Warning,
    Critical,
}

/// <summary>What requesters are shown in the portal before they write.</summary>
[BelongsToNobody("one is for several organisations, or for all; who reads it is chosen by whom it is for")]
internal sealed class Announcement
{
    public long Id { get; private set; }

    public AnnouncementKind Kind { get; private set; }

    public AnnouncementSeverity Severity { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string? Text { get; private set; }

    /// <summary>Whom it is for; empty: everybody.</summary>
    public IReadOnlyList<long> Organisations { get; private set; } = [];

    public DateTimeOffset From { get; private set; }

    public DateTimeOffset Until { get; private set; }

    /// <summary>Goes up when it is changed: who had put it away is shown it again.</summary>
    public int Edition { get; private set; }

    public bool IsFor(long organisation) => Organisations.Count == 0 || Organisations.Contains(organisation);

    public void Become(AnnouncementKind kind, AnnouncementSeverity severity, string title, string? text, IReadOnlyList<long> organisations, DateTimeOffset from, DateTimeOffset until)
    {
        (Kind, Severity, Title, Text, Organisations, From, Until) = (kind, severity, title, text, organisations, from, until);
        Edition++;
    }
}

/// <summary>A notice that somebody has put away.</summary>
[BelongsToNobody("is a person's own")]
[Platform.Journal.NotJournalled("says what somebody has read, changes nothing")]
internal sealed class DismissedNotice
{
    public long PersonId { get; init; }

    /// <summary>Which, and in which edition: <c>announcement:5:2</c>, <c>major:1042:1796000000</c>.</summary>
    public required string Key { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class AnnouncementMap : IEntityTypeConfiguration<Announcement>
{
    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        builder.ToTable("announcements");
        builder.Property(a => a.Kind).HasConversion<string>();
        builder.Property(a => a.Severity).HasConversion<string>();
        builder.Property(a => a.Organisations).IsJsonList();
        builder.HasIndex(a => a.Until);
    }
}

internal sealed class DismissedNoticeMap : IEntityTypeConfiguration<DismissedNotice>
{
    public void Configure(EntityTypeBuilder<DismissedNotice> builder)
    {
        builder.ToTable("dismissed_notices");
        builder.HasKey(d => new { d.PersonId, d.Key });
    }
}

internal static class AnnouncementTables
{
    extension(FettleDb db)
    {
        public DbSet<Announcement> Announcements => db.Set<Announcement>();

        public DbSet<DismissedNotice> DismissedNotices => db.Set<DismissedNotice>();
    }
}
