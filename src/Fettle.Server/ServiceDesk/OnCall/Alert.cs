using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.OnCall;

/// <summary>Something that somebody has to look after: told to one after the other until somebody answers.</summary>
internal sealed class Alert : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    /// <summary>Whose turn it is is asked of this rotation; null: it is for <see cref="PersonId"/> alone.</summary>
    public long? RotationId { get; init; }

    public long? PersonId { get; init; }

    public long? TicketNumber { get; init; }

    public required string Subject { get; init; }

    /// <summary>Quiet hours do not hold it back.</summary>
    public bool Urgent { get; init; }

    /// <summary>Names what raised it, where that may be told twice: there is one alert of it.</summary>
    public string? Once { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>How many were told so far.</summary>
    public int Told { get; private set; }

    /// <summary>When the next is told; null: nobody else is.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public long? AnsweredBy { get; private set; }

    public static Alert Raise(
        long organisation, string subject, DateTimeOffset at, long? rotation, long? person, long? ticket, bool urgent, string? once) => new()
        {
            OrganisationId = organisation,
            RotationId = rotation,
            PersonId = person,
            TicketNumber = ticket,
            Subject = subject,
            Urgent = urgent,
            Once = once,
            RaisedAt = at,
            NextAt = at,
        };

    /// <summary>Quiet hours, or somebody may answer first.</summary>
    public void WaitUntil(DateTimeOffset? at) => NextAt = at;

    public void WasTold(DateTimeOffset? nextAt) => (Told, NextAt) = (Told + 1, nextAt);

    /// <summary>Somebody looks after it: nobody else is told. False where somebody did already.</summary>
    public bool Answer(long by, DateTimeOffset at)
    {
        if (AnsweredAt is not null)
            return false;
        (AnsweredAt, AnsweredBy, NextAt) = (at, by, null);
        return true;
    }
}

internal sealed class AlertMap : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("on_call_alerts");
        builder.HasIndex(a => a.NextAt);
        builder.HasIndex(a => new { a.AnsweredAt, a.Id });
        builder.HasIndex(a => new { a.OrganisationId, a.Once }).IsUnique();
    }
}
