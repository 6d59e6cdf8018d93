using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>What an entry of the timeline says to somebody who does not know, and need not know, the names of parts.</summary>
internal static class PlainWords
{
    /// <summary>Null where the entry's own text is all there is to say.</summary>
    public static string? Of(TicketEntry entry) => (entry.Kind, entry.Data) switch
    {
        (EntryKind.StatusChanged, { To: { } to }) => OfStatus(to),
        (EntryKind.CheckUpStarted, _) => "We are looking at your computer.",
        (EntryKind.CheckUpFinished, { Failure: not null }) => "We could not look at your computer from here. A technician takes it from here.",
        (EntryKind.CheckUpFinished, { Causes.Count: > 0 }) => "We found what is most likely wrong.",
        (EntryKind.CheckUpFinished, _) => "Your computer looks healthy from here. A technician looks further.",
        (EntryKind.RemedyStarted, _) => "We are putting it right now.",
        (EntryKind.RemedyFinished, { Verified: true }) => "It is put right, and we checked on your computer that it works again.",
        (EntryKind.RemedyFinished, _) => "The first attempt did not put it right. A technician carries on.",
        (EntryKind.HoldPassed, { After: { } after }) => $"We looked again after {after}: all is well.",
        (EntryKind.FaultReturned, _) => "We looked again and found that it has come back. We are on it.",
        (EntryKind.Reopened, { Because: { } because }) => $"Your request is open again. {because}",
        (EntryKind.Confirmed, { Solved: true }) => "It works again.",
        (EntryKind.Confirmed, _) => "It still does not work.",
        (EntryKind.ArticlesOffered, _) => "These articles may help you in the meantime.",
        (EntryKind.AttachmentAdded, _) => "A file was added.",
        _ => null,
    };

    private static string OfStatus(string to) => to switch
    {
        "open" => "Somebody is working on it.",
        "waitingForRequester" => "We need an answer from you to carry on.",
        "waitingForOther" => "We are waiting for somebody else, such as a supplier.",
        "resolved" => "We think that it is solved. Tell us if it is not.",
        "verified" => "It is solved, and your computer confirms it.",
        "closed" => "This request is closed. If something is wrong again, just write to us.",
        _ => "We have your request.",
    };
}
