using System.Threading.Channels;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Tells who fetches mail that a mailbox was made, changed or deleted.</summary>
internal sealed class MailboxChanges
{
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Tell() => _changed.Writer.TryWrite(true);

    public ValueTask<bool> NextAsync(CancellationToken cancel) => _changed.Reader.ReadAsync(cancel);
}
