using System.Text.Json;
using Fettle.Agent.Platform;
using Fettle.Protocol;

namespace Fettle.Agent.Diagnosis;

internal sealed class LocalDiagnosis(IDevice device) : IDiagnosis
{
    public Task<JsonElement> CheckUpAsync(string? symptom, CancellationToken cancel) => throw new NotSupportedException(device.ToString());

    public Task<RemedyOutcome> ApplyAsync(RemedyOrder order, Action<string> printed, CancellationToken cancel) => throw new NotSupportedException();

    public Task<JsonElement> VerifyAsync(VerifyOrder order, CancellationToken cancel) => throw new NotSupportedException();
}
