using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.MovingIn;

internal sealed class ImportRunMap : IEntityTypeConfiguration<ImportRun>
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("import_runs");
        builder.Property(r => r.Source).HasConversion<string>();
        builder.Property(r => r.State).HasConversion<string>();
        builder.Property(r => r.Settings).HasConversion(s => JsonSerializer.Serialize(s, Json), text => JsonSerializer.Deserialize<ImportSettings>(text, Json)!);
        builder.Property(r => r.Counts).HasConversion(c => JsonSerializer.Serialize(c, Json), text => JsonSerializer.Deserialize<ImportCounts>(text, Json)!);
        builder.HasIndex(r => r.OrganisationId);
        builder.HasIndex(r => r.NextAt).HasFilter("state = 'Running'");
    }
}

internal sealed class ImportedItemMap : IEntityTypeConfiguration<ImportedItem>
{
    public void Configure(EntityTypeBuilder<ImportedItem> builder)
    {
        builder.ToTable("imported_items");
        builder.Property(i => i.Kind).HasConversion<string>();
        builder.HasIndex(i => new { i.OrganisationId, i.Prefix, i.Kind, i.ExternalId }).IsUnique();
    }
}

internal sealed class ImportedLinkEndMap : IEntityTypeConfiguration<ImportedLinkEnd>
{
    public void Configure(EntityTypeBuilder<ImportedLinkEnd> builder)
    {
        builder.ToTable("imported_link_ends");
        builder.Property(l => l.Kind).HasConversion<string>();
        builder.HasOne<Tickets.Ticket>().WithMany().HasForeignKey(l => l.TicketId);
        builder.HasIndex(l => new { l.OrganisationId, l.Prefix, l.OtherExternalId });
        builder.HasIndex(l => new { l.TicketId, l.OtherExternalId, l.Kind }).IsUnique();
    }
}

internal sealed class ImportRefusalMap : IEntityTypeConfiguration<ImportRefusal>
{
    public void Configure(EntityTypeBuilder<ImportRefusal> builder)
    {
        builder.ToTable("import_refusals");
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.RunId);
        builder.HasIndex(r => new { r.RunId, r.Id });
    }
}
