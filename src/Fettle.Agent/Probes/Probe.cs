using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes;

/// <summary>Measures without changing anything.</summary>
/// <returns>The facts, as the catalogue types them; null when the device has nothing of the kind.</returns>
internal delegate Task<Fact.Record?> Probe(ProbeContext context, CancellationToken cancel);

/// <param name="Words">The complaint's words in small letters; hosts may be named in them.</param>
/// <param name="Clock">The device's clock.</param>
internal sealed record ProbeContext(IReadOnlyList<string> Words, TimeProvider Clock);
