using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Chats;

internal enum ChatState
{
    /// <summary>Nobody has taken it yet.</summary>
    Waiting,

    /// <summary>One technician has it.</summary>
    Taken,

    /// <summary>It is over; the ticket goes on.</summary>
    Ended,
}

/// <summary>Somebody in the portal who wants to talk now. What is said are entries of the ticket; this says who talks, and whether they are there.</summary>
[NotJournalled("what is said and done is on the ticket")]
internal sealed class Chat : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long RequesterId { get; init; }

    /// <summary>The requester while it is not ended, else null: one chat at a time for each.</summary>
    public long? OpenFor { get; private set; }

    public long? TechnicianId { get; private set; }

    public ChatState State { get; private set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? TakenAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When the requester's page was last heard of.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    public static Chat Start(Ticket ticket, long requester, DateTimeOffset at) => new()
    {
        OrganisationId = ticket.OrganisationId,
        TicketId = ticket.Id,
        RequesterId = requester,
        OpenFor = requester,
        StartedAt = at,
        SeenAt = at,
    };

    public void Take(long technician, DateTimeOffset at) => (State, TechnicianId, TakenAt) = (ChatState.Taken, technician, at);

    public void End(DateTimeOffset at) => (State, EndedAt, OpenFor) = (ChatState.Ended, at, null);

    /// <summary>The requester still looks at it, so what is said there need not be sent to them as well.</summary>
    public bool IsListening(DateTimeOffset now) => State != ChatState.Ended && now - SeenAt < OneChat.Silence;
}

/// <summary>A technician who answers chats, for as long as their page says so.</summary>
[BelongsToNobody("somebody answers wherever they work tickets, which may be several organisations")]
[NotJournalled("says who is there at the moment, changes nothing")]
internal sealed class ChatAttendant
{
    public long PersonId { get; init; }

    public DateTimeOffset Until { get; init; }
}

internal sealed class ChatMap : IEntityTypeConfiguration<Chat>
{
    public void Configure(EntityTypeBuilder<Chat> builder)
    {
        builder.ToTable("chats");
        builder.Property(c => c.State).HasConversion<string>();
        builder.HasOne<Ticket>().WithMany().HasForeignKey(c => c.TicketId);
        builder.HasIndex(c => c.TicketId);
        // Null is never equal to null in an index.
        builder.HasIndex(c => c.OpenFor).IsUnique();
        builder.HasIndex(c => c.SeenAt).HasDatabaseName("ix_chats_open").HasFilter("state <> 'Ended'");
    }
}

internal sealed class ChatAttendantMap : IEntityTypeConfiguration<ChatAttendant>
{
    public void Configure(EntityTypeBuilder<ChatAttendant> builder)
    {
        builder.ToTable("chat_attendants");
        builder.HasKey(a => a.PersonId);
        builder.Property(a => a.PersonId).ValueGeneratedNever();
        builder.HasIndex(a => a.Until);
    }
}

internal static class ChatTables
{
    extension(FettleDb db)
    {
        public DbSet<Chat> Chats => db.Set<Chat>();

        public DbSet<ChatAttendant> ChatAttendants => db.Set<ChatAttendant>();
    }
}
