using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.FirstRun;

/// <summary>Whether this installation has its first administrator. One row, which is never deleted: setup closes for ever.</summary>
[BelongsToNobody("it is the installation's")]
[NotJournalled("the organisation and the person that it makes are")]
internal sealed class SetUp
{
    public const long TheOnly = 1;

    public long Id { get; init; } = TheOnly;

    /// <summary>
    /// In the clear on purpose: it must be printable again, whoever can read it here could as well write themselves into the tables, and it is erased
    /// when setup closes.
    /// </summary>
    public string? Secret { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The organisation that was made before anybody was there to name it; null where there is none.</summary>
    public long? HomeOrganisationId { get; init; }

    /// <summary>Counts changes of who administers; touching it first makes them wait for each other.</summary>
    public long AdministratorsTurn { get; init; }
}

internal sealed class SetUpMap : IEntityTypeConfiguration<SetUp>
{
    public void Configure(EntityTypeBuilder<SetUp> builder)
    {
        builder.ToTable("set_up");
        builder.Property(s => s.Id).ValueGeneratedNever();
    }
}
