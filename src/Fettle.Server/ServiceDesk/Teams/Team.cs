using System.Text.Json;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>People who work together, and when.</summary>
internal sealed class Team(long organisationId) : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = "";

    /// <summary>An IANA name: <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The days on which they work, Sunday is 0; in the order of the week.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; private set; } = [];

    public TimeOnly From { get; private set; }

    public TimeOnly Until { get; private set; }

    public List<TeamMember> Members { get; } = [];

    public void Become(string name, string timeZone, IReadOnlyList<DayOfWeek> days, TimeOnly from, TimeOnly until) =>
        (Name, TimeZone, Days, From, Until) = (name, timeZone, days, from, until);

    /// <summary>Needs <see cref="Members"/> loaded.</summary>
    public void Consist(IReadOnlyList<(long Person, IReadOnlyList<string> Skills)> members)
    {
        Members.Clear();
        Members.AddRange(members.Select(m => new TeamMember(OrganisationId, m.Person, m.Skills)));
    }

    /// <summary>Whether they work at this moment, by their own clock.</summary>
    public bool WorksAt(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return Days.Contains(local.DayOfWeek) && time >= From && time < Until;
    }
}

internal sealed class TeamMember(long organisationId, long personId, IReadOnlyList<string> skills) : IBelongToOrganisation
{
    public long OrganisationId { get; private set; } = organisationId;

    public long TeamId { get; private set; }

    public long PersonId { get; private set; } = personId;

    /// <summary>Lower case; a ticket's tags and the words of its category ask for them.</summary>
    public IReadOnlyList<string> Skills { get; private set; } = skills;
}

/// <summary>By what rule the tickets of a queue come into somebody's hands.</summary>
internal enum AssignmentMethod
{
    /// <summary>By hand.</summary>
    None,

    /// <summary>One after another.</summary>
    RoundRobin,

    /// <summary>Who has fewest in hand.</summary>
    ByLoad,

    /// <summary>Who can most of what the ticket asks for; of these, who has fewest in hand.</summary>
    BySkill,
}

internal sealed class QueueAssignment(long organisationId, long queueId) : IBelongToOrganisation
{
    public long OrganisationId { get; private set; } = organisationId;

    public long QueueId { get; private set; } = queueId;

    public long TeamId { get; private set; }

    public AssignmentMethod Method { get; private set; }

    /// <summary>Who got the last one.</summary>
    public long? LastPersonId { get; private set; }

    public void Become(AssignmentMethod method, long team) => (Method, TeamId) = (method, team);

    public void Gave(long person) => LastPersonId = person;
}

internal sealed class TeamMap : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.Property(t => t.Days).HasConversion(
            days => string.Join(',', days.Select(d => (int)d)),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => (DayOfWeek)int.Parse(d)).ToList(),
            new ValueComparer<IReadOnlyList<DayOfWeek>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
        builder.Property(t => t.From).HasConversion(time => time.Hour * 60 + time.Minute, minutes => new TimeOnly(minutes / 60, minutes % 60));
        builder.Property(t => t.Until).HasConversion(time => time.Hour * 60 + time.Minute, minutes => new TimeOnly(minutes / 60, minutes % 60));
        builder.HasIndex(t => new { t.OrganisationId, t.Name }).IsUnique();
    }
}

internal sealed class TeamMemberMap : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.ToTable("team_members");
        builder.HasKey(m => new { m.TeamId, m.PersonId });
        builder.Property(m => m.Skills).HasConversion(
            skills => JsonSerializer.Serialize(skills, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
        builder.HasOne<Team>().WithMany(t => t.Members).HasForeignKey(m => m.TeamId);
    }
}

internal sealed class QueueAssignmentMap : IEntityTypeConfiguration<QueueAssignment>
{
    public void Configure(EntityTypeBuilder<QueueAssignment> builder)
    {
        builder.ToTable("queue_assignments");
        builder.HasKey(a => a.QueueId);
        builder.Property(a => a.QueueId).ValueGeneratedNever();
        builder.Property(a => a.Method).HasConversion<string>();
        builder.HasOne<Queue>().WithMany().HasForeignKey(a => a.QueueId);
        builder.HasOne<Team>().WithMany().HasForeignKey(a => a.TeamId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.TeamId);
    }
}

internal static class TeamTables
{
    extension(FettleDb db)
    {
        public DbSet<Team> Teams => db.Set<Team>();

        public DbSet<QueueAssignment> QueueAssignments => db.Set<QueueAssignment>();
    }
}
