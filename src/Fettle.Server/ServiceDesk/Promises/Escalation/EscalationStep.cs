using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Promises.Escalation;

/// <summary>Who is told of a step.</summary>
internal enum Told
{
    Nobody,

    /// <summary>Whoever the ticket is assigned to; where it is nobody, everybody who works the organisation's tickets sees it in the queue.</summary>
    Assignee,

    /// <summary>The person that the step names.</summary>
    Person,

    /// <summary>Whoever is on call in the rotation that the step names, and then the next, until somebody answers.</summary>
    OnCall,
}

/// <summary>What happens as a target runs out, or after it did. Every step also writes a line on the ticket.</summary>
/// <param name="Target">Null: on each of them.</param>
/// <param name="AtPercent">When this much of the target's working time is used: 75, 100.</param>
/// <param name="AfterMinutes">Or this much working time after the breach.</param>
/// <param name="RaisePriority">By one: P3 becomes P2.</param>
/// <param name="AssignTo">A technician.</param>
internal sealed record EscalationStep(
    TargetKind? Target, int? AtPercent, int? AfterMinutes, bool RaisePriority, long? AssignTo, Told Tell, long? PersonId, long? RotationId)
{
    /// <summary>What it is known by, so that it is taken once for each run of a clock, whatever else of the level changes.</summary>
    public string Key => AfterMinutes is { } minutes ? $"+{minutes}" : $"{AtPercent}%";

    public bool IsFor(TargetKind kind) => Target is null || Target == kind;

    /// <summary>The working time of the run at which it is due.</summary>
    public TimeSpan Work(TimeSpan goal) => AfterMinutes is { } minutes ? goal + TimeSpan.FromMinutes(minutes) : goal * ((AtPercent ?? 100) / 100.0);
}
