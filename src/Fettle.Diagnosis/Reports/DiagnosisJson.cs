using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis;

/// <summary>The JSON of everything that a diagnosis says: camelCase, without reflection, so it survives trimming.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckUpReport))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(FixReport))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(HeldCause))]
[JsonSerializable(typeof(IReadOnlyList<HeldCause>))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(RememberedCheckUp))]
[JsonSerializable(typeof(FactSet))]
[JsonSerializable(typeof(Recording))]
public sealed partial class DiagnosisJson : JsonSerializerContext;
