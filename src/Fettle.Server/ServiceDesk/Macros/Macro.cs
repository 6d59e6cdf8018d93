using System.Text.Json;
using System.Text.Json.Serialization;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Several changes and a reply under one name, for what comes up again and again.</summary>
internal sealed class Macro(long organisationId, long ownerId) : IBelongToOrganisation
{
    public long Id { get; private set; }

    /// <summary>Its maker's: shared, it is offered to those who work there.</summary>
    public long OrganisationId { get; private set; } = organisationId;

    public long OwnerId { get; private set; } = ownerId;

    public string Name { get; private set; } = "";

    public bool Shared { get; private set; }

    public IReadOnlyList<TicketChange> Changes { get; private set; } = [];

    /// <summary>A reply to the requester, with variables (<see cref="MacroText"/>); null where none is sent.</summary>
    public string? Reply { get; private set; }

    /// <summary>A note for colleagues, with variables.</summary>
    public string? Note { get; private set; }

    public void Become(string name, bool shared, IReadOnlyList<TicketChange> changes, string? reply, string? note) =>
        (Name, Shared, Changes, Reply, Note) = (name, shared, changes, reply, note);
}

internal sealed class MacroMap : IEntityTypeConfiguration<Macro>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public void Configure(EntityTypeBuilder<Macro> builder)
    {
        builder.ToTable("ticket_macros");
        builder.Property(m => m.Changes).HasConversion(
            changes => JsonSerializer.Serialize(changes, Json),
            text => JsonSerializer.Deserialize<List<TicketChange>>(text, Json)!,
            new ValueComparer<IReadOnlyList<TicketChange>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
        builder.HasIndex(m => new { m.OwnerId, m.Name }).IsUnique();
        builder.HasIndex(m => m.OrganisationId);
    }
}

internal static class MacroTables
{
    extension(FettleDb db)
    {
        public DbSet<Macro> Macros => db.Set<Macro>();
    }
}
