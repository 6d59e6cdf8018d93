using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Rules;

internal enum RunOutcome
{
    Done,

    /// <summary>Some of it could not be done; the lines say what and why.</summary>
    Failed,

    /// <summary>It was kept from going round in a ring.</summary>
    Stopped,
}

/// <summary>One time that a rule did something, or was kept from it.</summary>
[NotJournalled("the changes of the ticket are; this says which rule made them")]
internal sealed class RuleRun : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long RuleId { get; init; }

    public long TicketId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>What began it.</summary>
    public RuleEvent Event { get; init; }

    /// <summary>Names what began it: a rule answers it once.</summary>
    public required string Once { get; init; }

    public RunOutcome Outcome { get; init; }

    /// <summary>What was done, a line each.</summary>
    public string What { get; init; } = "";
}

internal sealed class RuleRunMap : IEntityTypeConfiguration<RuleRun>
{
    public void Configure(EntityTypeBuilder<RuleRun> builder)
    {
        builder.ToTable("rule_runs");
        builder.Property(r => r.Event).HasConversion<string>();
        builder.Property(r => r.Outcome).HasConversion<string>();
        builder.HasOne<Rule>().WithMany().HasForeignKey(r => r.RuleId);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId);
        builder.HasIndex(r => new { r.RuleId, r.TicketId, r.Once }).IsUnique();
        builder.HasIndex(r => new { r.TicketId, r.At });
        builder.HasIndex(r => new { r.RuleId, r.Id });
    }
}

internal static class RuleTables
{
    extension(FettleDb db)
    {
        public DbSet<Rule> Rules => db.Set<Rule>();

        public DbSet<RuleRun> RuleRuns => db.Set<RuleRun>();
    }
}
