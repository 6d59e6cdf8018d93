using Fettle.Server.Platform.Blobs;
using Fettle.Server.ServiceDesk.MovingIn.Model;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>A ticket with everything of it that is to be written, read before the database is held.</summary>
/// <param name="Messages">Those that are not here yet, oldest first; null: nothing has changed there since last time.</param>
/// <param name="Lost">Files that could not be had, and why.</param>
internal sealed record PreparedTicket(
    ImportedTicket Ticket, ImportedConversation? All, IReadOnlyList<(ImportedMessage Message, IReadOnlyList<(string Name, Blob Blob)> Files)> Messages,
    IReadOnlyList<(string What, string Why)> Lost)
{
    public bool Unchanged => All is null;
}
