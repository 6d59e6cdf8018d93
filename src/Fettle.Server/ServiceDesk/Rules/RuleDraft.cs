namespace Fettle.Server.ServiceDesk.Rules;

internal enum MatchMode
{
    /// <summary>Every condition has to hold.</summary>
    All,

    /// <summary>One of them is enough.</summary>
    Any,
}

internal enum RuleActionKind
{
    /// <summary>Value: a status.</summary>
    Status,

    /// <summary>Value: a technician's id or <c>none</c>.</summary>
    Assignee,

    /// <summary>Value: a team's id; whoever of it has fewest tickets gets it.</summary>
    Team,

    /// <summary>Value: a queue's id.</summary>
    Queue,

    /// <summary>Value: impact and urgency, <c>high,low</c>.</summary>
    Priority,

    /// <summary>Value: a category's id or <c>none</c>.</summary>
    Category,

    /// <summary>Value: a tag to add.</summary>
    Tag,

    /// <summary>Value: a tag to take away.</summary>
    Untag,

    /// <summary>Value: a field's id and what to fill in, <c>12:Building A</c>.</summary>
    Field,

    /// <summary>Text: a note for colleagues.</summary>
    Note,

    /// <summary>Text: an automatic reply to the requester, in the portal and by mail.</summary>
    Reply,

    /// <summary>Value: a person's id.</summary>
    Watch,

    /// <summary>Value: a shared macro's id.</summary>
    Macro,

    /// <summary>Looks into the ticket's device.</summary>
    CheckUp,

    /// <summary>Value: a webhook's id.</summary>
    Webhook,

    /// <summary>Value: a person's id, who is told in the browser and by mail; Text: in these words.</summary>
    Tell,

    /// <summary>Value: a rotation's id; whoever is on call is told. Text: in these words.</summary>
    CallOnCall,
}

/// <param name="Value">As <see cref="RuleActionKind"/> says.</param>
/// <param name="Text">With variables, such as <c>{{number}}</c>.</param>
internal sealed record RuleAction(RuleActionKind Kind, string? Value = null, string? Text = null)
{
    /// <summary>It says something to somebody: done twice it is heard twice, unlike a change to what is so already.</summary>
    public bool Says => Kind >= RuleActionKind.Note && Kind != RuleActionKind.Watch;
}

/// <summary>A rule as it is written.</summary>
/// <param name="OrganisationId">Null: for the tickets of all organisations.</param>
/// <param name="Events">It begins with any of these.</param>
/// <param name="Conditions">Each in the language of the queue's search box: <c>priority:P1 -tag:vip</c>. None: always.</param>
/// <param name="AgainAfterHours">Of what is looked for on a timer: the same ticket counts again after so long; null: once for each ticket.</param>
internal sealed record RuleDraft(
    string Name, long? OrganisationId, bool Enabled, IReadOnlyList<RuleEvent> Events, MatchMode Match, IReadOnlyList<string> Conditions, IReadOnlyList<RuleAction> Actions,
    int? AgainAfterHours = null);
