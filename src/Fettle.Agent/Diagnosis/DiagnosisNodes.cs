using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Fettle.Agent.Diagnosis;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class DiagnosisNodes : JsonSerializerContext;
