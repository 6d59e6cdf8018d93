namespace Fettle.Server.ServiceDesk.ChangeControl;

internal enum ChangeType
{
    /// <summary>By a template that was approved once for all its uses.</summary>
    Standard,

    /// <summary>Approved by the board's quorum.</summary>
    Normal,

    /// <summary>Cannot wait: one member of the board is enough, and no freeze holds it back.</summary>
    Emergency,
}

internal enum ChangeState
{
    Draft,
    WaitingForApproval,
    Scheduled,
    InProgress,

    /// <summary>Done, one way or the other; somebody looks back at it.</summary>
    Review,

    /// <summary>Reviewed: it succeeded.</summary>
    Closed,

    /// <summary>Reviewed: it failed.</summary>
    Failed,

    /// <summary>Reviewed: it was taken back.</summary>
    BackedOut,

    /// <summary>Given up before it began.</summary>
    Cancelled,
}

internal enum ChangeOutcome
{
    Succeeded,
    Failed,
    BackedOut,
}

internal enum RiskLevel
{
    Low,
    Medium,
    High,
}

/// <summary>What somebody can do with a change as it is now.</summary>
internal enum ChangeStep
{
    Plan,
    Submit,
    Vote,
    Start,
    Finish,
    Review,
    Cancel,
}

internal static class ChangeStates
{
    /// <summary>It is going to happen, or is happening: it takes up its time and its devices.</summary>
    public static readonly ChangeState[] TakesPlace = [ChangeState.WaitingForApproval, ChangeState.Scheduled, ChangeState.InProgress];

    public static readonly ChangeState[] Over = [ChangeState.Closed, ChangeState.Failed, ChangeState.BackedOut, ChangeState.Cancelled];

    extension<T>(T word) where T : struct, Enum
    {
        /// <summary>As the API says it: <c>waitingForApproval</c>.</summary>
        public string InApi
        {
            get
            {
                var name = word.ToString();
                return char.ToLowerInvariant(name[0]) + name[1..];
            }
        }
    }
}
