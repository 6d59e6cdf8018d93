using System.Text.Json;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.ChangeControl;

internal sealed class PlannedChangeMap : IEntityTypeConfiguration<PlannedChange>
{
    public void Configure(EntityTypeBuilder<PlannedChange> builder)
    {
        builder.ToTable("changes");
        builder.HasKey(c => c.TicketId);
        builder.Property(c => c.TicketId).ValueGeneratedNever();
        builder.Property(c => c.Kind).HasConversion<string>();
        builder.Property(c => c.State).HasConversion<string>();
        builder.Property(c => c.Outcome).HasConversion<string>();
        builder.Property(c => c.Services).IsJsonList();
        builder.Property(c => c.RiskAnswers).IsJsonList();
        builder.HasOne<Ticket>().WithOne().HasForeignKey<PlannedChange>(c => c.TicketId);
        builder.HasOne<ChangeTemplate>().WithMany().HasForeignKey(c => c.TemplateId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.TemplateId);
        builder.HasIndex(c => new { c.OrganisationId, c.EndsAt });
    }
}

internal sealed class ChangeDeviceMap : IEntityTypeConfiguration<ChangeDevice>
{
    public void Configure(EntityTypeBuilder<ChangeDevice> builder)
    {
        builder.ToTable("change_devices");
        builder.HasKey(d => new { d.TicketId, d.DeviceId });
        builder.HasOne<PlannedChange>().WithMany(c => c.Devices).HasForeignKey(d => d.TicketId);
        builder.HasIndex(d => d.DeviceId);
    }
}

internal sealed class ChangeVoteMap : IEntityTypeConfiguration<ChangeVote>
{
    public void Configure(EntityTypeBuilder<ChangeVote> builder)
    {
        builder.ToTable("change_votes");
        builder.HasKey(v => new { v.TicketId, v.Round, v.PersonId });
        builder.HasOne<PlannedChange>().WithMany().HasForeignKey(v => v.TicketId);
    }
}

internal sealed class ChangeBoardMap : IEntityTypeConfiguration<ChangeBoard>
{
    public void Configure(EntityTypeBuilder<ChangeBoard> builder)
    {
        builder.ToTable("change_boards");
        builder.HasKey(b => b.OrganisationId);
        builder.Property(b => b.OrganisationId).ValueGeneratedNever();
        builder.Property(b => b.Members).IsJsonList();
    }
}

internal sealed class ChangeTemplateMap : IEntityTypeConfiguration<ChangeTemplate>
{
    public void Configure(EntityTypeBuilder<ChangeTemplate> builder)
    {
        builder.ToTable("change_templates");
        builder.Property(t => t.RiskAnswers).IsJsonList();
        builder.HasIndex(t => new { t.OrganisationId, t.Name }).IsUnique();
    }
}

internal sealed class FreezePeriodMap : IEntityTypeConfiguration<FreezePeriod>
{
    public void Configure(EntityTypeBuilder<FreezePeriod> builder)
    {
        builder.ToTable("change_freezes");
        builder.HasIndex(f => new { f.OrganisationId, f.Until });
    }
}

internal static class JsonLists
{
    /// <summary>A short list that is read and written as one piece.</summary>
    public static void IsJsonList<T>(this PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Web)!,
        new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
}
