using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>What a field takes, and how it is kept.</summary>
internal enum FieldType
{
    /// <summary>Up to 500 characters.</summary>
    Text,

    /// <summary>A decimal number with a point.</summary>
    Number,

    /// <summary>One of the field's choices.</summary>
    Choice,

    /// <summary><c>2026-11-22</c>.</summary>
    Date,

    /// <summary>A person's id, of the ticket's organisation.</summary>
    Person,

    /// <summary>A device's id, of the ticket's organisation.</summary>
    Device,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,
}

/// <summary>Something that the desk wants to know of tickets besides what every ticket has.</summary>
[BelongsToNobody("one without an organisation is for the tickets of every one; SortedBy limits what is seen")]
internal sealed class CustomField(long? organisationId, FieldType type) : IJournalledFor
{
    public long Id { get; private set; }

    /// <summary>Null: for every organisation.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    public FieldType Type { get; private set; } = type;

    public string Name { get; private set; } = "";

    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <summary>A ticket is not resolved or closed by the desk without it.</summary>
    public bool Required { get; private set; }

    /// <summary>Only tickets of this kind have it; null: all.</summary>
    public TicketKind? Kind { get; private set; }

    /// <summary>Only tickets of this category, or of one below, have it; null: all.</summary>
    public long? CategoryId { get; private set; }

    /// <summary>No longer asked for; what was filled in is kept.</summary>
    public bool Retired { get; private set; }

    public void Become(string name, IReadOnlyList<string> choices, bool required, TicketKind? kind, long? category, bool retired) =>
        (Name, Choices, Required, Kind, CategoryId, Retired) = (name, choices, required, kind, category, retired);
}

/// <summary>What was filled in on a ticket.</summary>
internal sealed class FieldValue : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long FieldId { get; init; }

    /// <summary>As <see cref="FieldType"/> says.</summary>
    public string Value { get; private set; } = "";

    public void Become(string value) => Value = value;
}

internal sealed class CustomFieldMap : IEntityTypeConfiguration<CustomField>
{
    public void Configure(EntityTypeBuilder<CustomField> builder)
    {
        builder.ToTable("ticket_fields");
        builder.Property(f => f.Type).HasConversion<string>();
        builder.Property(f => f.Kind).HasConversion<string>();
        builder.Property(f => f.Choices).HasConversion(
            choices => JsonSerializer.Serialize(choices, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
        builder.HasOne<Category>().WithMany().HasForeignKey(f => f.CategoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => f.OrganisationId);
    }
}

internal sealed class FieldValueMap : IEntityTypeConfiguration<FieldValue>
{
    public void Configure(EntityTypeBuilder<FieldValue> builder)
    {
        builder.ToTable("ticket_field_values");
        builder.HasKey(v => new { v.TicketId, v.FieldId });
        builder.HasOne<Ticket>().WithMany().HasForeignKey(v => v.TicketId);
        builder.HasOne<CustomField>().WithMany().HasForeignKey(v => v.FieldId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => new { v.FieldId, v.Value, v.TicketId });
    }
}
