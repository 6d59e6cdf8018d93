namespace Fettle.Server.ServiceDesk.MovingIn.Csv;

/// <summary>What a column of a table of tickets says.</summary>
internal enum CsvField
{
    /// <summary>It is not taken over.</summary>
    None,

    /// <summary>What the ticket is known by there; it becomes what it was before when the file is read again.</summary>
    Number,
    Subject,
    Description,

    /// <summary>A note that the requester does not read; several columns make several notes.</summary>
    Note,

    /// <summary>What the desk answered; several columns make several answers.</summary>
    Answer,
    Kind,
    Status,
    Priority,
    RequesterName,
    RequesterEmail,
    AssigneeEmail,
    Queue,

    /// <summary>Separated by commas or semicolons.</summary>
    Tags,
    CreatedAt,
    UpdatedAt,
    SolvedAt,
    ClosedAt,

    /// <summary>The number of the larger ticket that it is a part of.</summary>
    PartOf,
}
