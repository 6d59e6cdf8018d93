using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>Fetches what a ticket has that is not here yet: messages, and their files to the store. No transaction is open meanwhile.</summary>
internal sealed class PrepareTicket(FettleDb db, KnownItems known, BlobStore blobs)
{
    public async Task<PreparedTicket> RunAsync(ImportRun run, ImportedTicket ticket, CancellationToken cancel)
    {
        var item = await known.FindAsync(run, ImportedKind.Ticket, ticket.Id, cancel);
        if (item?.Stamp == ticket.Stamp)
            return new(ticket, null, [], []);

        var conversation = await ticket.ReadAsync(cancel);
        var names = conversation.Messages.Select(m => Once(run, m)).ToList();
        var there = item is null
            ? []
            : await db.TicketEntries.Where(e => e.TicketId == item.LocalId && e.Once != null && names.Contains(e.Once)).Select(e => e.Once!).ToHashSetAsync(cancel);
        var (messages, lost) = (new List<(ImportedMessage, IReadOnlyList<(string, Blob)>)>(), new List<(string, string)>());
        foreach (var message in conversation.Messages.Where(m => !there.Contains(Once(run, m))))
        {
            var files = new List<(string, Blob)>();
            foreach (var file in message.Files)
            {
                try
                {
                    await using var content = await file.OpenAsync(cancel);
                    if (content is null)
                        lost.Add((file.Name, "It is no longer there."));
                    else
                        files.Add((TakeFiles.Clean(file.Name), await blobs.KeepAsync(content, cancel)));
                }
                catch (TooLarge e)
                {
                    lost.Add((file.Name, e.Message));
                }
            }
            messages.Add((message, files));
        }
        return new(ticket, conversation, messages, lost);
    }

    /// <summary>By this a ticket has a message once, whatever is handed over how often: the database keeps to it.</summary>
    public static string Once(ImportRun run, ImportedMessage message) => $"import:{run.Prefix}:{message.Id}";
}
