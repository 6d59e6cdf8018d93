using Fettle.Diagnosis.Expressions;
using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Playbooks;

/// <summary>One cause of trouble, as its YAML file describes it. docs/diagnosis.md explains every key.</summary>
internal sealed record Playbook
{
    public required string Id { get; init; }
    public required string File { get; init; }
    public required Template Title { get; init; }
    public required Template Explanation { get; init; }
    public required double Prior { get; init; }
    public required IReadOnlyList<string> Complaints { get; init; }

    /// <summary>Texts that single out an instance when the complaint says them.</summary>
    public required IReadOnlyList<Expression> Names { get; init; }

    /// <summary>The things that may have the cause; null when the whole machine is the one thing.</summary>
    public required Loop? Each { get; init; }

    public required IReadOnlyList<(Severity Level, Expression When)> Severities { get; init; }
    public required Sign Fault { get; init; }
    public required Template Absent { get; init; }
    public required IReadOnlyList<Sign> Signs { get; init; }
    public required IReadOnlyList<RemedyPlan> Remedies { get; init; }
    public required IReadOnlyList<Explains> Explains { get; init; }
    public required Patience Verify { get; init; }

    /// <summary>Without these nothing can be said about the cause.</summary>
    public required IReadOnlySet<string> DecidingProbes { get; init; }

    /// <summary>Everything that any sentence or command of the playbook uses.</summary>
    public required IReadOnlySet<string> AllProbes { get; init; }

    public string Area => Id.Split('.')[0];
}

/// <summary><c>each: m in mounts.list</c> with its <c>where</c> and <c>key</c>.</summary>
internal sealed record Loop(string Variable, Expression List, FactType Item, Expression? Where, Expression Key);

/// <summary>An expression that speaks for (or with a negative weight against) the cause, and the sentence that says so.</summary>
internal sealed record Sign(string Probe, Expression When, double Weight, Template Says);

/// <summary>A remedy before its values are known; <c>did</c> says in plain words what it did. Its commands are for <c>/bin/sh</c>, or for Windows' <c>cmd</c>.</summary>
internal sealed record RemedyPlan(
    string Id, Template Title, Template? Did, Risk Risk, Expression? When, IReadOnlyList<Step> Commands, IReadOnlyList<Step> Undo, bool OnWindows);

/// <summary>A command, perhaps only under a condition, perhaps once for each item of a list.</summary>
internal sealed record Step(Expression? When, string? Variable, Expression? Each, Template Run);

/// <summary>This cause brings another about: it ranks above it. <c>other</c> is the other's instance.</summary>
internal sealed record Explains(string Cause, Expression? When, long Line);

/// <summary>How long a remedy needs to show: the first look after a pause, and how many looks.</summary>
internal sealed record Patience(TimeSpan Settle, int Tries, TimeSpan Every);
