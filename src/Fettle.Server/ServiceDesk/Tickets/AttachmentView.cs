using System.Linq.Expressions;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>A file as it is shown; its bytes are at <c>/api/attachments/{id}</c>.</summary>
/// <param name="Size">Bytes.</param>
internal sealed record AttachmentView(long Id, long EntryId, string Name, long Size)
{
    public static readonly Expression<Func<Attachment, AttachmentView>> Of = a => new(a.Id, a.EntryId, a.Name, a.Size);
}
