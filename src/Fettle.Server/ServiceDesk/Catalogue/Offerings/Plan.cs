using Fettle.Server.People;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>What becomes of a request: what is asked, who has to agree, and what is done then. A request keeps the plan that it was made under.</summary>
internal sealed record Plan(IReadOnlyList<FormField> Fields, IReadOnlyList<ApprovalRule> Approvals, IReadOnlyList<PlannedTask> Tasks);

/// <summary>Who is asked for a yes.</summary>
internal enum ApprovedBy
{
    /// <summary>To whom the requester reports; where that is who asks, the one above.</summary>
    Manager,

    /// <summary>Persons by name.</summary>
    Persons,

    /// <summary>The members of a team.</summary>
    Team,

    /// <summary>Who holds a role in the requester's organisation.</summary>
    Role,
}

/// <summary>What happens when nobody has decided in time.</summary>
internal enum AfterDeadline
{
    /// <summary>It goes on waiting; the ticket says that it is overdue.</summary>
    Wait,

    /// <summary>It counts as a no.</summary>
    Refuse,

    /// <summary>The leads of the desk are asked as well; one yes of theirs is enough.</summary>
    PassOn,
}

/// <summary>A yes that is needed. Rules of one stage are asked at the same time; a stage begins when all of the one before have said yes.</summary>
/// <param name="Name">What it is called on the ticket: "Manager", "Budget".</param>
/// <param name="Stage">The order, from 1.</param>
/// <param name="Quorum">So many have to say yes; 0: all who are asked.</param>
/// <param name="FromCost">Only for requests that cost this much or more.</param>
/// <param name="DeadlineHours">From 1 to 2,160 (90 days).</param>
/// <param name="RemindHours">Who has not answered is reminded so often; 0: never.</param>
internal sealed record ApprovalRule(
    string Name, int Stage, ApprovedBy By, IReadOnlyList<long>? PersonIds = null, long? TeamId = null, Role? Role = null, int Quorum = 1, decimal? FromCost = null,
    FieldCondition? When = null, int DeadlineHours = 72, int RemindHours = 24, AfterDeadline AfterDeadline = AfterDeadline.Wait);

/// <summary>A piece of work that a request unfolds into once everybody who has to has agreed.</summary>
/// <param name="Key">By which other tasks name it.</param>
/// <param name="Text">What to do, Markdown.</param>
/// <param name="After">The keys of the tasks that have to be done before this one begins.</param>
/// <param name="DueDays">Due so many days after the work began, or after <paramref name="DueField"/>; may be negative there.</param>
/// <param name="DueField">The key of a date of the form.</param>
/// <param name="When">Only then it is a part of the work.</param>
/// <param name="Job">Done by a device.</param>
/// <param name="Webhook">Done by another program.</param>
internal sealed record PlannedTask(
    string Key, string Title, string? Text = null, IReadOnlyList<string>? After = null, long? TeamId = null, long? PersonId = null, int? DueDays = null,
    string? DueField = null, FieldCondition? When = null, JobStep? Job = null, WebhookStep? Webhook = null);

/// <param name="Commands">Exactly what runs; whoever saves the service answers for it.</param>
/// <param name="DeviceField">The key of a device of the form; null: the ticket's device.</param>
internal sealed record JobStep(IReadOnlyList<string> Commands, string? DeviceField = null, int TimeLimitSeconds = 600);

/// <param name="Url">Gets the request and its answers as JSON; a status of 2xx means that it is done.</param>
internal sealed record WebhookStep(string Url);

/// <summary>Who may see a service; what is empty is for everybody.</summary>
internal sealed record OfferedTo(IReadOnlyList<long>? OrganisationIds = null, IReadOnlyList<Role>? Roles = null, IReadOnlyList<long>? TeamIds = null);
