using System.Collections.Concurrent;
using Fettle.Mail.Smtp;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Mails that a server took while the database could not be written: they are not sent again, only written down.</summary>
internal sealed class NotWrittenDown
{
    private readonly ConcurrentDictionary<long, IReadOnlyList<SmtpRecipientRefusal>> _mails = new();

    public void Add(long mail, IReadOnlyList<SmtpRecipientRefusal> refused) => _mails[mail] = refused;

    public IReadOnlyList<SmtpRecipientRefusal>? Find(long mail) => _mails.GetValueOrDefault(mail);

    public void Remove(long mail) => _mails.TryRemove(mail, out _);
}
