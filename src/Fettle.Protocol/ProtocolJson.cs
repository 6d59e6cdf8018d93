using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fettle.Protocol;

/// <summary>How every message is written: camelCase, nulls left out, no reflection (the agent is trimmed).</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EnrolRequest))]
[JsonSerializable(typeof(EnrolResponse))]
[JsonSerializable(typeof(ChallengeRequest))]
[JsonSerializable(typeof(ChallengeResponse))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(AgentNudge))]
[JsonSerializable(typeof(PollResponse))]
[JsonSerializable(typeof(InventoryUpdate))]
[JsonSerializable(typeof(InventoryAcknowledged))]
[JsonSerializable(typeof(JobOrder))]
[JsonSerializable(typeof(IReadOnlyList<SignedJob>))]
[JsonSerializable(typeof(JobOutput))]
[JsonSerializable(typeof(JobOutputAcknowledged))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(AgentProblem))]
public sealed partial class ProtocolJson : JsonSerializerContext;
