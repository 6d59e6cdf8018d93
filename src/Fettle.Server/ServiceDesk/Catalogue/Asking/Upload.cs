using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>A file that somebody sent for a form that they are filling in. It becomes an attachment with the request, or is forgotten.</summary>
[NotJournalled("the attachment that it becomes is")]
internal sealed class Upload : IBelongToOrganisation
{
    /// <summary>Shorter than the day for which the store keeps files that nothing names.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(12);

    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long PersonId { get; init; }

    public required string Name { get; init; }

    public required string Hash { get; init; }

    public long Size { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class UploadMap : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("catalogue_uploads");
        builder.HasIndex(u => u.At);
    }
}
