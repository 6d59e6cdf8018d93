using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Satisfaction;

/// <summary>What a requester thinks of how their ticket was dealt with; one of a ticket, theirs to change.</summary>
internal sealed class Rating : IBelongToOrganisation
{
    public const int Worst = 1, Best = 5;

    /// <summary>Up to here somebody should ask what went wrong.</summary>
    public const int Low = 2;

    /// <summary>From here on the requester counts as satisfied, as customer satisfaction (CSAT) is counted.</summary>
    public const int Satisfied = 4;

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long TicketId { get; private set; }

    public int Score { get; private set; }

    [HiddenInJournal]
    public string? Comment { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The ticket on which a low score is looked into.</summary>
    public long? FollowUp { get; private set; }

    public bool IsLow => Score <= Low;

    public static Rating Of(Ticket ticket) => new() { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id };

    public static Rating Of(Ticket ticket, int score, string? comment, DateTimeOffset at)
    {
        var rating = Of(ticket);
        rating.Say(score, comment, at);
        return rating;
    }

    public void Say(int score, string? comment, DateTimeOffset at) => (Score, Comment, At) = (score, comment, at);

    public void LookInto(long ticketNumber) => FollowUp = ticketNumber;
}

internal static class RatingTable
{
    extension(FettleDb db)
    {
        public DbSet<Rating> Ratings => db.Set<Rating>();
    }
}

internal sealed class RatingMap : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> builder)
    {
        builder.ToTable("ticket_ratings");
        builder.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId);
        builder.HasIndex(r => r.TicketId).IsUnique();
        builder.HasIndex(r => new { r.At, r.OrganisationId });
    }
}
