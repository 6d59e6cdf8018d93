using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>What is known of a problem. With a workaround it is a <i>known error</i>: nobody has to find out again how to get by.</summary>
internal sealed class ProblemRecord(long organisationId, long ticketId) : IBelongToOrganisation
{
    public const int LongestText = 20_000;

    public long OrganisationId { get; private set; } = organisationId;

    public long TicketId { get; private set; } = ticketId;

    /// <summary>Markdown, for the desk.</summary>
    public string? RootCause { get; private set; }

    /// <summary>Markdown, for the desk: how to get by until it is solved.</summary>
    public string? Workaround { get; private set; }

    /// <summary>The same for requesters, without names of parts; shown to them while <see cref="Public"/>.</summary>
    public string? PlainWords { get; private set; }

    public bool Public { get; private set; }

    /// <summary>When it first had a workaround; null: it is no known error.</summary>
    public DateTimeOffset? KnownSince { get; private set; }

    public void Describe(string? rootCause, string? workaround, string? plainWords, bool isPublic, DateTimeOffset at)
    {
        (RootCause, Workaround, PlainWords, Public) = (rootCause, workaround, plainWords, isPublic && plainWords is not null);
        KnownSince = workaround is null && plainWords is null ? null : KnownSince ?? at;
    }
}

internal sealed class ProblemRecordMap : IEntityTypeConfiguration<ProblemRecord>
{
    public void Configure(EntityTypeBuilder<ProblemRecord> builder)
    {
        builder.ToTable("problem_records");
        builder.HasKey(p => p.TicketId);
        builder.Property(p => p.TicketId).ValueGeneratedNever();
        builder.HasOne<Ticket>().WithOne().HasForeignKey<ProblemRecord>(p => p.TicketId);
        builder.HasIndex(p => new { p.OrganisationId, p.KnownSince });
    }
}

internal static class ProblemTables
{
    extension(FettleDb db)
    {
        public DbSet<ProblemRecord> ProblemRecords => db.Set<ProblemRecord>();
    }
}
