using System.Text.Json;
using Fettle.Protocol;

namespace Fettle.Agent.Diagnosis;

/// <summary>What the connected agent asks of the diagnosis on its device.</summary>
internal interface IDiagnosis
{
    /// <summary>The check-up's report, as <c>fettle-agent checkup --json</c> prints it.</summary>
    Task<JsonElement> CheckUpAsync(string? symptom, CancellationToken cancel);

    /// <summary>Runs the order's own commands, no others, then the cause's probes again.</summary>
    Task<RemedyOutcome> ApplyAsync(RemedyOrder order, Action<string> printed, CancellationToken cancel);

    /// <summary>Runs the probes of some causes again.</summary>
    Task<JsonElement> VerifyAsync(VerifyOrder order, CancellationToken cancel);
}

/// <param name="Report">As <c>fettle-agent fix --json</c> prints it.</param>
/// <param name="ExitCode">Of the last command that ran.</param>
internal sealed record RemedyOutcome(JsonElement Report, bool Verified, int ExitCode);
