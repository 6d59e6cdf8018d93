using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>What an entry of the timeline says to somebody who does not know, and need not know, the names of parts.</summary>
internal static class PlainWords
{
    /// <summary>Null where the entry's own text is all there is to say.</summary>
    public static PlainWord? Of(TicketEntry entry) => (entry.Kind, entry.Data) switch
    {
        (EntryKind.StatusChanged, { To: { } to }) => OfStatus(to),
        (EntryKind.CheckUpStarted, _) => PlainWord.Looking,
        (EntryKind.CheckUpFinished, { Failure: not null }) => PlainWord.CouldNotLook,
        (EntryKind.CheckUpFinished, { Causes.Count: > 0 }) => PlainWord.Found,
        (EntryKind.CheckUpFinished, _) => PlainWord.LooksHealthy,
        (EntryKind.RemedyStarted, _) => PlainWord.PuttingRight,
        (EntryKind.RemedyFinished, { Verified: true }) => PlainWord.PutRight,
        (EntryKind.RemedyFinished, _) => PlainWord.NotYetRight,
        (EntryKind.HoldPassed, { After: not null }) => PlainWord.StillWell,
        (EntryKind.FaultReturned, _) => PlainWord.CameBack,
        (EntryKind.Reopened, { Because: not null }) => PlainWord.Reopened,
        (EntryKind.Confirmed, { Solved: true }) => PlainWord.Works,
        (EntryKind.Confirmed, _) => PlainWord.DoesNotWork,
        (EntryKind.ArticlesOffered, _) => PlainWord.ArticlesOffered,
        (EntryKind.AttachmentAdded, _) => PlainWord.FileAdded,
        (EntryKind.MergedInto, _) => PlainWord.GoesOnElsewhere,
        (EntryKind.Unmerged, _) => PlainWord.GoesOnHere,
        (EntryKind.RequestApproved, _) => PlainWord.Approved,
        (EntryKind.RequestRefused, _) => PlainWord.NotApproved,
        _ => null,
    };

    /// <summary>The same as an English sentence, for whoever reads the API without a dictionary.</summary>
    public static string? Say(TicketEntry entry) => Of(entry) switch
    {
        PlainWord.Received => "We have your request.",
        PlainWord.Working => "Somebody is working on it.",
        PlainWord.NeedsAnswer => "We need an answer from you to carry on.",
        PlainWord.WaitsForOther => "We are waiting for somebody else, such as a supplier.",
        PlainWord.Solved => "We think that it is solved. Tell us if it is not.",
        PlainWord.Verified => "It is solved, and your computer confirms it.",
        PlainWord.Closed => "This request is closed. If something is wrong again, just write to us.",
        PlainWord.Looking => "We are looking at your computer.",
        PlainWord.CouldNotLook => "We could not look at your computer from here. A technician takes it from here.",
        PlainWord.Found => "We found what is most likely wrong.",
        PlainWord.LooksHealthy => "Your computer looks healthy from here. A technician looks further.",
        PlainWord.PuttingRight => "We are putting it right now.",
        PlainWord.PutRight => "It is put right, and we checked on your computer that it works again.",
        PlainWord.NotYetRight => "The first attempt did not put it right. A technician carries on.",
        PlainWord.StillWell => $"We looked again after {entry.Data?.After}: all is well.",
        PlainWord.CameBack => "We looked again and found that it has come back. We are on it.",
        PlainWord.Reopened => $"Your request is open again. {entry.Data?.Because}",
        PlainWord.Works => "It works again.",
        PlainWord.DoesNotWork => "It still does not work.",
        PlainWord.ArticlesOffered => "These articles may help you in the meantime.",
        PlainWord.FileAdded => "A file was added.",
        PlainWord.GoesOnElsewhere => $"We handle this together with request {entry.Data?.Ticket}, where it goes on.",
        PlainWord.Approved => "Your request is approved. We have begun to work on it.",
        PlainWord.NotApproved => "Your request was not approved.",
        PlainWord.GoesOnHere => "We handle this request by itself again.",
        _ => null,
    };

    private static PlainWord OfStatus(string to) => to switch
    {
        "open" => PlainWord.Working,
        "waitingForRequester" => PlainWord.NeedsAnswer,
        "waitingForOther" => PlainWord.WaitsForOther,
        "resolved" => PlainWord.Solved,
        "verified" => PlainWord.Verified,
        "closed" => PlainWord.Closed,
        _ => PlainWord.Received,
    };
}
