using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.ChangeControl;

/// <summary>
/// What a ticket of the kind <see cref="TicketKind.Change"/> has besides: plan, risk, time, approval and outcome.
/// draft → waiting for approval → scheduled → in progress → review → closed, failed or backed out. A standard change needs no vote. Whatever is changed in a
/// plan makes it a draft again: what was approved is what is done.
/// </summary>
internal sealed class PlannedChange : IBelongToOrganisation
{
    public const int LongestText = 20_000;

    public long TicketId { get; private set; }

    public long OrganisationId { get; private set; }

    public ChangeType Kind { get; private set; }

    public ChangeState State { get; private set; }

    /// <summary>The template of a standard change.</summary>
    public long? TemplateId { get; private set; }

    public long AuthorId { get; private set; }

    /// <summary>Who last wrote the plan.</summary>
    public long PlannedById { get; private set; }

    public long? SubmittedById { get; private set; }

    public string? Plan { get; private set; }

    public string? TestPlan { get; private set; }

    public string? BackOut { get; private set; }

    /// <summary>What people use that may be interrupted, in their words.</summary>
    public IReadOnlyList<string> Services { get; private set; } = [];

    /// <summary>One answer of each of <see cref="RiskQuestions"/>.</summary>
    public IReadOnlyList<string> RiskAnswers { get; private set; } = [];

    public int RiskScore { get; private set; }

    public DateTimeOffset? StartsAt { get; private set; }

    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>How many of the board have to approve; set when it is submitted.</summary>
    public int? Quorum { get; private set; }

    /// <summary>Goes up when it is submitted: votes count for the plan that they were given on.</summary>
    public int Round { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public ChangeOutcome? Outcome { get; private set; }

    /// <summary>What happened.</summary>
    public string? Result { get; private set; }

    /// <summary>What was learned.</summary>
    public string? Review { get; private set; }

    public long? ReviewedById { get; private set; }

    public List<ChangeDevice> Devices { get; } = [];

    public static PlannedChange Of(Ticket ticket, ChangeType kind, long author, ChangeTemplate? template)
    {
        var change = new PlannedChange
        {
            TicketId = ticket.Id,
            OrganisationId = ticket.OrganisationId,
            Kind = kind,
            AuthorId = author,
            PlannedById = author,
            TemplateId = template?.Id,
        };
        if (template is not null)
            change.Write(template.Plan, template.TestPlan, template.BackOut, template.RiskAnswers);
        return change;
    }

    /// <summary>Who has a part in it, and so no vote.</summary>
    public bool IsOf(long person) => person == AuthorId || person == PlannedById || person == SubmittedById;

    public void Write(string? plan, string? test, string? backOut, IReadOnlyList<string> riskAnswers) =>
        (Plan, TestPlan, BackOut, RiskAnswers, RiskScore) = (plan, test, backOut, riskAnswers, RiskQuestions.Score(riskAnswers));

    /// <summary>When, and to what. Needs <see cref="Devices"/> loaded.</summary>
    /// <returns>True where it had gone on already, and is a draft again.</returns>
    /// <exception cref="Conflict">It has begun.</exception>
    public bool Arrange(DateTimeOffset? starts, DateTimeOffset? ends, IReadOnlyList<string> services, IReadOnlyCollection<long> devices, long by)
    {
        if (State is not (ChangeState.Draft or ChangeState.WaitingForApproval or ChangeState.Scheduled))
            throw new Conflict("The change has begun, or is over: its plan stays as it was approved. Write what is different into its notes.");
        (StartsAt, EndsAt, Services, PlannedById) = (starts, ends, services, by);
        Devices.RemoveAll(d => !devices.Contains(d.DeviceId));
        Devices.AddRange(devices.Except(Devices.Select(d => d.DeviceId)).Select(id => new ChangeDevice { OrganisationId = OrganisationId, DeviceId = id }).ToList());
        var wasFurther = State != ChangeState.Draft;
        (State, SubmittedById, Quorum) = (ChangeState.Draft, null, null);
        return wasFurther;
    }

    /// <param name="quorum">How many of the board have to approve; 0 for what is approved already.</param>
    /// <exception cref="Conflict">It is no draft.</exception>
    /// <exception cref="Invalid">Something is missing in its plan, or its time is past.</exception>
    public void Submit(long by, int quorum, DateTimeOffset now)
    {
        Require(ChangeState.Draft, "submitted");
        foreach (var (text, field) in new[] { (Plan, "plan"), (TestPlan, "testPlan"), (BackOut, "backOut") })
        {
            if (text is null)
                throw new Invalid(field, "is empty: nobody can approve what is not written down");
        }
        if (!RiskQuestions.AreAllAnswered(RiskAnswers))
            throw new Invalid("riskAnswers", "are not complete");
        if (StartsAt is null || EndsAt is null)
            throw new Invalid("startsAt", "is missing");
        if (EndsAt <= now)
            throw new Invalid("endsAt", "is past");
        (SubmittedById, Quorum, Round, State) = (by, quorum, Round + 1, quorum == 0 ? ChangeState.Scheduled : ChangeState.WaitingForApproval);
    }

    public void Approve()
    {
        Require(ChangeState.WaitingForApproval, "approved");
        State = ChangeState.Scheduled;
    }

    /// <summary>The quorum cannot be reached any more; the plan can be bettered.</summary>
    public void Refuse()
    {
        Require(ChangeState.WaitingForApproval, "refused");
        State = ChangeState.Draft;
    }

    /// <exception cref="Conflict">It is not scheduled.</exception>
    public void Start(DateTimeOffset at)
    {
        Require(ChangeState.Scheduled, "started");
        (State, StartedAt) = (ChangeState.InProgress, at);
    }

    /// <exception cref="Conflict">It is not in progress.</exception>
    public void Finish(ChangeOutcome outcome, string? result, DateTimeOffset at)
    {
        Require(ChangeState.InProgress, "finished");
        (State, Outcome, Result, FinishedAt) = (ChangeState.Review, outcome, result, at);
    }

    /// <exception cref="Conflict">It is not finished, or was reviewed.</exception>
    public void Look(string review, long by)
    {
        Require(ChangeState.Review, "reviewed");
        (Review, ReviewedById) = (review, by);
        State = Outcome switch
        {
            ChangeOutcome.Failed => ChangeState.Failed,
            ChangeOutcome.BackedOut => ChangeState.BackedOut,
            _ => ChangeState.Closed,
        };
    }

    /// <exception cref="Conflict">It has begun.</exception>
    public void Cancel()
    {
        if (State is not (ChangeState.Draft or ChangeState.WaitingForApproval or ChangeState.Scheduled))
            throw new Conflict("The change has begun, or is over. Finish it, and say that it was backed out.");
        State = ChangeState.Cancelled;
    }

    private void Require(ChangeState state, string what)
    {
        if (State != state)
            throw new Conflict($"The change cannot be {what}: it is {State.InApi}, not {state.InApi}.");
    }
}
