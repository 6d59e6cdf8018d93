namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>What happened on a ticket, as a requester is told; a page says it in the reader's own language.</summary>
internal enum PlainWord
{
    /// <summary>The request is with us.</summary>
    Received,

    /// <summary>Somebody is working on it.</summary>
    Working,

    /// <summary>The requester has to answer first.</summary>
    NeedsAnswer,

    /// <summary>Somebody else, such as a supplier, has to answer first.</summary>
    WaitsForOther,

    /// <summary>We think that it is solved.</summary>
    Solved,

    /// <summary>It is solved, and the device confirms it.</summary>
    Verified,

    /// <summary>The request is closed.</summary>
    Closed,

    /// <summary>A check-up runs.</summary>
    Looking,

    /// <summary>The check-up could not run.</summary>
    CouldNotLook,

    /// <summary>The check-up found a cause.</summary>
    Found,

    /// <summary>The check-up found nothing.</summary>
    LooksHealthy,

    /// <summary>A remedy runs.</summary>
    PuttingRight,

    /// <summary>A remedy worked, by evidence of the device.</summary>
    PutRight,

    /// <summary>A remedy did not help.</summary>
    NotYetRight,

    /// <summary>We looked again later: it holds.</summary>
    StillWell,

    /// <summary>We looked again later: it has come back.</summary>
    CameBack,

    /// <summary>The request is open again.</summary>
    Reopened,

    /// <summary>The requester says that it works.</summary>
    Works,

    /// <summary>The requester says that it does not work.</summary>
    DoesNotWork,

    /// <summary>Articles were offered.</summary>
    ArticlesOffered,

    /// <summary>A file was added.</summary>
    FileAdded,

    /// <summary>It goes on under another request's number.</summary>
    GoesOnElsewhere,

    /// <summary>It goes on by itself again.</summary>
    GoesOnHere,

    /// <summary>Everybody who had to has agreed.</summary>
    Approved,

    /// <summary>Somebody did not agree; the text says why.</summary>
    NotApproved,
}
