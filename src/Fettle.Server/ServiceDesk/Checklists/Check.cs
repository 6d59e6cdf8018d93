using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Checklists;

/// <summary>One thing of several that are to be done on a ticket.</summary>
internal sealed class Check : IBelongToOrganisation
{
    public const int LongestText = 300;

    /// <summary>More on one ticket are several tickets.</summary>
    public const int MostOfATicket = 100;

    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public string Text { get; private set; } = "";

    public DateTimeOffset? DoneAt { get; private set; }

    public long? DoneById { get; private set; }

    public static Check Of(Ticket ticket, string text) => new() { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, Text = text };

    public void Say(string text) => Text = text;

    /// <summary>Who did it first stays who did it.</summary>
    public void Do(long by, DateTimeOffset at) => (DoneAt, DoneById) = (DoneAt ?? at, DoneById ?? by);

    public void Undo() => (DoneAt, DoneById) = (null, null);
}

internal sealed class CheckMap : IEntityTypeConfiguration<Check>
{
    public void Configure(EntityTypeBuilder<Check> builder)
    {
        builder.ToTable("ticket_checks");
        builder.HasOne<Ticket>().WithMany().HasForeignKey(c => c.TicketId);
        builder.HasIndex(c => c.TicketId);
    }
}

internal static class ChecklistTables
{
    extension(FettleDb db)
    {
        public DbSet<Check> Checks => db.Set<Check>();
    }
}
