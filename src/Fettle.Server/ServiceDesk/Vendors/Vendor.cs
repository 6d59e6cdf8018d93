using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Somebody outside who helps under a contract: a maker, a supplier, a provider.</summary>
internal sealed class Vendor(long organisationId) : IBelongToOrganisation
{
    public long Id { get; private set; }

    /// <summary>Whose contract it is.</summary>
    public long OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = "";

    /// <summary>Lower case; where cases are written to.</summary>
    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    public string? ContractNumber { get; private set; }

    /// <summary>When they help, in their words: <c>Mo–Fr 8–18 CET</c>.</summary>
    public string? SupportHours { get; private set; }

    /// <summary>The last day of the contract; null: not known, or without end.</summary>
    public DateOnly? ContractUntil { get; private set; }

    public string? Notes { get; private set; }

    public void Become(string name, string? email, string? phone, string? contract, string? hours, DateOnly? until, string? notes) =>
        (Name, Email, Phone, ContractNumber, SupportHours, ContractUntil, Notes) = (name, email, phone, contract, hours, until, notes);
}

/// <summary>A conversation by mail beside a ticket, of which its requester learns nothing. What is written are notes of the ticket.</summary>
internal sealed class SideConversation : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long? VendorId { get; init; }

    /// <summary>With whom: a name.</summary>
    public required string Name { get; init; }

    /// <summary>Lower case.</summary>
    public required string Address { get; init; }

    public required string Subject { get; init; }

    /// <summary>Under which number they keep it.</summary>
    public string? CaseNumber { get; private set; }

    public DateTimeOffset StartedAt { get; init; }

    public void IsTheirCase(string? number) => CaseNumber = number;
}

internal sealed class VendorMap : IEntityTypeConfiguration<Vendor>
{
    public void Configure(EntityTypeBuilder<Vendor> builder)
    {
        builder.ToTable("vendors");
        builder.HasIndex(v => new { v.OrganisationId, v.Name }).IsUnique();
    }
}

internal sealed class SideConversationMap : IEntityTypeConfiguration<SideConversation>
{
    public void Configure(EntityTypeBuilder<SideConversation> builder)
    {
        builder.ToTable("side_conversations");
        builder.HasOne<Ticket>().WithMany().HasForeignKey(s => s.TicketId);
        builder.HasOne<Vendor>().WithMany().HasForeignKey(s => s.VendorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(s => s.TicketId);
        builder.HasIndex(s => s.VendorId);
    }
}

internal static class VendorTables
{
    extension(FettleDb db)
    {
        public DbSet<Vendor> Vendors => db.Set<Vendor>();

        public DbSet<SideConversation> SideConversations => db.Set<SideConversation>();
    }
}
