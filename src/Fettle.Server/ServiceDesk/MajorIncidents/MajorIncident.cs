using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>An incident that hits many: while it lasts its ticket is a room, with who is in it, what is to be done, and what everybody is told.</summary>
internal sealed class MajorIncident : IBelongToOrganisation
{
    public long TicketId { get; private set; }

    public long OrganisationId { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public long StartedById { get; private set; }

    /// <summary>Markdown, in plain words: what the portal shows everybody of the organisation while it lasts; null: nothing.</summary>
    public string? PublicNote { get; private set; }

    public DateTimeOffset? NoteAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What it was and what put it right.</summary>
    public string? Summary { get; private set; }

    /// <summary>The number of the problem that was opened from it.</summary>
    public long? Problem { get; private set; }

    public static MajorIncident Of(Ticket ticket, long by, DateTimeOffset at) =>
        new() { TicketId = ticket.Id, OrganisationId = ticket.OrganisationId, StartedAt = at, StartedById = by };

    public void Say(string? note, DateTimeOffset at)
    {
        RequireToLast();
        (PublicNote, NoteAt) = (note, at);
    }

    public void End(string summary, long? problem, DateTimeOffset at)
    {
        RequireToLast();
        (Summary, Problem, EndedAt) = (summary, problem, at);
    }

    /// <summary>It is back: the room opens again, with what it had.</summary>
    public void BeginAgain() => (EndedAt, Summary) = (null, null);

    /// <exception cref="Conflict">It has ended.</exception>
    public void RequireToLast()
    {
        if (EndedAt is not null)
            throw new Conflict("The major incident has ended.");
    }
}

/// <summary>Somebody who works on it.</summary>
internal sealed class MajorIncidentPerson : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long PersonId { get; init; }

    public DateTimeOffset JoinedAt { get; init; }
}

internal sealed class MajorIncidentTask : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public required string Text { get; init; }

    /// <summary>Who does it; null: nobody yet.</summary>
    public long? PersonId { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    public MajorIncidentTask IsFor(long? person)
    {
        PersonId = person;
        return this;
    }

    /// <summary>Whoever does what is nobody's has taken it.</summary>
    public void Do(long person, DateTimeOffset at) => (DoneAt, PersonId) = (at, PersonId ?? person);

    public void Undo() => DoneAt = null;
}

internal sealed class MajorIncidentMap : IEntityTypeConfiguration<MajorIncident>
{
    public void Configure(EntityTypeBuilder<MajorIncident> builder)
    {
        builder.ToTable("major_incidents");
        builder.HasKey(m => m.TicketId);
        builder.Property(m => m.TicketId).ValueGeneratedNever();
        builder.HasOne<Ticket>().WithOne().HasForeignKey<MajorIncident>(m => m.TicketId);
        builder.HasIndex(m => new { m.OrganisationId, m.EndedAt });
    }
}

internal sealed class MajorIncidentPersonMap : IEntityTypeConfiguration<MajorIncidentPerson>
{
    public void Configure(EntityTypeBuilder<MajorIncidentPerson> builder)
    {
        builder.ToTable("major_incident_people");
        builder.HasKey(p => new { p.TicketId, p.PersonId });
        builder.HasOne<MajorIncident>().WithMany().HasForeignKey(p => p.TicketId);
    }
}

internal sealed class MajorIncidentTaskMap : IEntityTypeConfiguration<MajorIncidentTask>
{
    public void Configure(EntityTypeBuilder<MajorIncidentTask> builder)
    {
        builder.ToTable("major_incident_tasks");
        builder.HasOne<MajorIncident>().WithMany().HasForeignKey(t => t.TicketId);
        builder.HasIndex(t => t.TicketId);
    }
}

internal static class MajorIncidentTables
{
    extension(FettleDb db)
    {
        public DbSet<MajorIncident> MajorIncidents => db.Set<MajorIncident>();

        public DbSet<MajorIncidentPerson> MajorIncidentPeople => db.Set<MajorIncidentPerson>();

        public DbSet<MajorIncidentTask> MajorIncidentTasks => db.Set<MajorIncidentTask>();
    }
}
