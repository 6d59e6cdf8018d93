using Fettle.Protocol;

namespace Fettle.Agent.Policy;

/// <summary>How far a remedy may go; the numbers order them.</summary>
internal enum Risk
{
    None = 0,
    Safe = 1,
    Careful = 2,
    Dangerous = 3,
}

/// <summary>What the owner of the device lets the server do here. The server can ask for less, never for more.</summary>
internal sealed record LocalPolicy
{
    public static LocalPolicy Default { get; } = new();

    /// <summary>The only server that this device may enrol with; null for any.</summary>
    public Uri? Server { get; init; }

    public bool CheckUps { get; init; } = true;

    public Risk HighestRisk { get; init; } = Risk.Dangerous;

    public bool Scripts { get; init; } = true;

    /// <summary>When not empty, each command of a remedy or script must match one of these; <c>*</c> stands for anything.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    public QuietHours? Quiet { get; init; }

    /// <summary>Why the policy forbids the order, in a sentence, or null. What it does not know it forbids.</summary>
    public string? WhyForbidden(JobOrder order) => order switch
    {
        { Kind: JobKind.CheckUp or JobKind.Verify } => CheckUps ? null : Forbids("check-ups"),
        { Kind: JobKind.Remedy, Remedy: { } remedy } => WhyForbidden(remedy),
        { Kind: JobKind.Script, Script: { } script } => Scripts ? FirstForbidden(script.Commands) : Forbids("scripts"),
        _ => Forbids("jobs of this kind"),
    };

    /// <summary>In quiet hours the device is looked at but not changed.</summary>
    public bool IsQuiet(JobKind kind, DateTimeOffset now, TimeZoneInfo zone) =>
        kind is JobKind.Remedy or JobKind.Script && Quiet is { } quiet && quiet.Contains(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));

    /// <summary>This policy with the server's limits on top. Whatever they say, nothing becomes allowed that was not.</summary>
    public LocalPolicy TightenedBy(AgentLimits? limits) => limits is null ? this : this with
    {
        Scripts = Scripts && limits.Scripts != false,
        HighestRisk = limits.HighestRisk is { } risk ? (Risk)Math.Min((int)HighestRisk, (int)ReadRisk(risk)) : HighestRisk,
    };

    private string? WhyForbidden(RemedyOrder remedy)
    {
        // A risk that is not known counts as the highest.
        var risk = ReadRisk(remedy.Risk) is Risk.None ? Risk.Dangerous : ReadRisk(remedy.Risk);
        return risk > HighestRisk
            ? Forbids($"{remedy.Risk} remedies (remedies: {HighestRisk.ToString().ToLowerInvariant()})")
            : FirstForbidden(remedy.Commands);
    }

    private string? FirstForbidden(IReadOnlyList<string> commands) =>
        Commands.Count > 0 && commands.FirstOrDefault(command => !Commands.Any(pattern => CommandPattern.Matches(pattern, command))) is { } other
            ? Forbids($"the command '{other}'")
            : null;

    private static Risk ReadRisk(string text) => text switch
    {
        "safe" => Risk.Safe,
        "careful" => Risk.Careful,
        "dangerous" => Risk.Dangerous,
        _ => Risk.None,
    };

    private static string Forbids(string what) => $"The policy of this device (agent.yaml) does not allow {what}";
}
