using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.ChangeControl;

/// <summary>A device that a change touches.</summary>
internal sealed class ChangeDevice : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; private set; }

    public long DeviceId { get; init; }
}

/// <summary>What a member of the board says of a plan.</summary>
internal sealed class ChangeVote : IBelongToOrganisation
{
    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public int Round { get; init; }

    public long PersonId { get; init; }

    public bool Approved { get; private set; }

    public string? Comment { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The last word of a member counts.</summary>
    public ChangeVote Say(bool approved, string? comment, DateTimeOffset at)
    {
        (Approved, Comment, At) = (approved, comment, at);
        return this;
    }
}

/// <summary>Who approves an organisation's changes, and how many of them it takes. One of an organisation.</summary>
internal sealed class ChangeBoard(long organisationId) : IBelongToOrganisation
{
    public long OrganisationId { get; private set; } = organisationId;

    public int Quorum { get; private set; }

    public IReadOnlyList<long> Members { get; private set; } = [];

    public void Become(IReadOnlyList<long> members, int quorum) => (Members, Quorum) = (members, quorum);
}

/// <summary>A change that was approved for all its uses: what is done is written here and nowhere else.</summary>
internal sealed class ChangeTemplate(long organisationId) : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = "";

    public string Plan { get; private set; } = "";

    public string TestPlan { get; private set; } = "";

    public string BackOut { get; private set; } = "";

    public IReadOnlyList<string> RiskAnswers { get; private set; } = [];

    /// <summary>It is used no more; what was done by it stays.</summary>
    public bool Retired { get; private set; }

    public void Become(string name, string plan, string test, string backOut, IReadOnlyList<string> riskAnswers, bool retired) =>
        (Name, Plan, TestPlan, BackOut, RiskAnswers, Retired) = (name, plan, test, backOut, riskAnswers, retired);
}

/// <summary>A time in which an organisation's changes wait, but for emergencies: the end of the year, an audit, a sale.</summary>
internal sealed class FreezePeriod : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset Until { get; init; }
}
