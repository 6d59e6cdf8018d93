using Fettle.Mail.Network;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>An address that a queue sends from, and the server that takes its mail. One without a queue is for every queue that has none of its own.</summary>
internal sealed class Sender : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    /// <summary>The queue whose mail goes out here; null: the organisation's default.</summary>
    public long? QueueId { get; private set; }

    /// <summary>Lower case.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What people see beside the address: <c>Acme IT</c>.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>The SMTP server.</summary>
    public string Host { get; private set; } = "";

    public int Port { get; private set; }

    public MailSecurity Security { get; private set; }

    /// <summary>Null: the server wants no sign-in.</summary>
    public string? User { get; private set; }

    /// <summary>The password, sealed with Data Protection; it is never shown again.</summary>
    [HiddenInJournal]
    public string? SealedSecret { get; private set; }

    /// <summary>An authority of one's own that signed the server's certificate, as PEM.</summary>
    public string? Authority { get; private set; }

    /// <summary>Mail to <c>address+anything</c> arrives as well, so answers can name their ticket in the address.</summary>
    public bool PlusAddressing { get; private set; }

    /// <summary>Markdown with variables, below every reply; null for none.</summary>
    public string? Signature { get; private set; }

    /// <summary>A new ticket that comes by mail is answered with <see cref="AcknowledgementText"/>.</summary>
    public bool Acknowledges { get; private set; }

    /// <summary>Markdown with variables; null: the text that Fettle comes with.</summary>
    public string? AcknowledgementText { get; private set; }

    /// <summary>Why the last mail could not be handed over, in words; null when it could.</summary>
    public string? Trouble { get; private set; }

    public DateTimeOffset? TroubleSince { get; private set; }

    public DateTimeOffset? LastSentAt { get; private set; }

    public void Change(SenderFields fields, string? sealedSecret)
    {
        (QueueId, Address, DisplayName) = (fields.QueueId, fields.Address.ToLowerInvariant(), fields.DisplayName);
        (Host, Port, Security, User, Authority) = (fields.Host, fields.Port, fields.Security, fields.User, fields.Authority);
        (PlusAddressing, Signature, Acknowledges, AcknowledgementText) = (fields.PlusAddressing, fields.Signature, fields.Acknowledges, fields.AcknowledgementText);
        SealedSecret = fields.User is null ? null : sealedSecret;
    }
}

/// <summary>What an administrator says about a sender, checked.</summary>
internal sealed record SenderFields(
    long? QueueId, string Address, string DisplayName, string Host, int Port, MailSecurity Security, string? User, string? Authority, bool PlusAddressing,
    string? Signature, bool Acknowledges, string? AcknowledgementText);

internal sealed class SenderMap : IEntityTypeConfiguration<Sender>
{
    public void Configure(EntityTypeBuilder<Sender> builder)
    {
        builder.ToTable("mail_senders");
        builder.Property(s => s.Security).HasConversion<string>();
        builder.HasIndex(s => new { s.OrganisationId, s.QueueId });
        builder.HasIndex(s => s.Address);
    }
}
