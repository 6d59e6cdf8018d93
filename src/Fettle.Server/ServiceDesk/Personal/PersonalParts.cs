using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>A ticket that somebody wants at hand.</summary>
[NotJournalled("is a bookmark, and nobody else's business")]
internal sealed class Favourite : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long PersonId { get; init; }
}

/// <summary>Somebody wants to be told of a ticket at a time.</summary>
[NotJournalled("is a note to oneself")]
internal sealed class Reminder : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long PersonId { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public string? Text { get; init; }

    /// <summary>When it was told; that is done once.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}

/// <summary>Time that somebody spent on a ticket: written down afterwards, or measured by a timer.</summary>
internal sealed class TimeEntry : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long PersonId { get; init; }

    /// <summary>The person while their timer runs, else null: one that runs for each.</summary>
    public long? RunningFor { get; private set; }

    public DateTimeOffset StartedAt { get; private init; }

    public TimeSpan Spent { get; private set; }

    public string? What { get; private set; }

    public static TimeEntry Start(Ticket ticket, long person, DateTimeOffset at) =>
        new() { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = person, RunningFor = person, StartedAt = at };

    public static TimeEntry Of(Ticket ticket, long person, TimeSpan spent, string? what, DateTimeOffset until) =>
        new() { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = person, StartedAt = until - spent, Spent = spent, What = what };

    public void Stop(string? what, DateTimeOffset at) => (RunningFor, Spent, What) = (null, at - StartedAt, what);
}

internal sealed class FavouriteMap : IEntityTypeConfiguration<Favourite>
{
    public void Configure(EntityTypeBuilder<Favourite> builder)
    {
        builder.ToTable("ticket_favourites");
        builder.HasKey(f => new { f.PersonId, f.TicketId });
        builder.HasOne<Ticket>().WithMany().HasForeignKey(f => f.TicketId);
        builder.HasIndex(f => f.TicketId);
    }
}

internal sealed class ReminderMap : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("ticket_reminders");
        builder.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId);
        builder.HasIndex(r => r.TicketId);
        builder.HasIndex(r => new { r.PersonId, r.DueAt });
        builder.HasIndex(r => r.DueAt).HasFilter("told_at IS NULL");
    }
}

internal sealed class TimeEntryMap : IEntityTypeConfiguration<TimeEntry>
{
    public void Configure(EntityTypeBuilder<TimeEntry> builder)
    {
        builder.ToTable("ticket_times");
        builder.Property(t => t.Spent).HasConversion(span => (long)span.TotalSeconds, seconds => TimeSpan.FromSeconds(seconds));
        builder.HasOne<Ticket>().WithMany().HasForeignKey(t => t.TicketId);
        builder.HasIndex(t => t.TicketId);
        builder.HasIndex(t => new { t.PersonId, t.StartedAt });
        // Null is never equal to null in an index.
        builder.HasIndex(t => t.RunningFor).IsUnique();
    }
}
