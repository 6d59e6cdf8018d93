using System.Text.Json;
using System.Text.Json.Nodes;
using Fettle.Agent.Platform;
using Fettle.Diagnosis;
using Fettle.Protocol;

namespace Fettle.Agent.Diagnosis;

/// <summary>The diagnosis of this device for a server's jobs. The playbooks are read for each job and let go: an agent at rest should be small.</summary>
internal sealed class LocalDiagnosis(IDevice device, TimeProvider clock) : IDiagnosis
{
    public async Task<JsonElement> CheckUpAsync(string? symptom, CancellationToken cancel) =>
        JsonSerializer.SerializeToElement(await new CheckUp(PlaybookSet.BuiltIn(), clock).RunAsync(symptom, cancel), DiagnosisJson.Default.CheckUpReport);

    public Task<RemedyOutcome> ApplyAsync(RemedyOrder order, Action<string> printed, CancellationToken cancel) =>
        new ApplyRemedy(PlaybookSet.BuiltIn(), device, clock).RunAsync(order, printed, cancel);

    public async Task<JsonElement> VerifyAsync(VerifyOrder order, CancellationToken cancel)
    {
        var held = order.Causes.Select(cause => new HeldCause(cause, [])).ToList();
        var (report, findings) = await new Verify(PlaybookSet.BuiltIn(), clock).RunAsync(held, order.Symptom, cancel);

        // Both readings of it: each cause's state, and what a check-up would say of those that are there.
        var both = JsonSerializer.SerializeToNode(report, DiagnosisJson.Default.VerifyReport)!.AsObject();
        both["findings"] = new JsonArray([.. findings.Where(finding => order.Causes.Contains(finding.Cause))
            .Select(finding => JsonSerializer.SerializeToNode(finding, DiagnosisJson.Default.Finding))]);
        return JsonSerializer.SerializeToElement(both, DiagnosisNodes.Default.JsonObject);
    }
}
