using Fettle.Mail.Network;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>A sender as it is shown: everything but the password.</summary>
/// <param name="HasSecret">A password is kept.</param>
/// <param name="Trouble">Why mail cannot be handed over at present, in words; null while it can.</param>
/// <param name="Waiting">Mails that wait to be sent through it.</param>
/// <param name="MayChange">The caller may change it.</param>
internal sealed record SenderView(
    long Id, long OrganisationId, long? QueueId, string? Queue, string Address, string DisplayName, string Host, int Port, MailSecurity Security, string? User,
    bool HasSecret, string? Authority, bool PlusAddressing, string? Signature, bool Acknowledges, string? AcknowledgementText, string? Trouble,
    DateTimeOffset? TroubleSince, DateTimeOffset? LastSentAt, int Waiting, bool MayChange)
{
    public static SenderView Of(Sender s, string? queue, int waiting, bool mayChange) => new(
        s.Id, s.OrganisationId, s.QueueId, queue, s.Address, s.DisplayName, s.Host, s.Port, s.Security, s.User, s.SealedSecret is not null, s.Authority,
        s.PlusAddressing, s.Signature, s.Acknowledges, s.AcknowledgementText, s.Trouble, s.TroubleSince, s.LastSentAt, waiting, mayChange);
}
