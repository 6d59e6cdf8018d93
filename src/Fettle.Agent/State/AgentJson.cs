using System.Text.Json;
using System.Text.Json.Serialization;
using Fettle.Agent.Commands;
using Fettle.Agent.Jobs;

namespace Fettle.Agent.State;

/// <summary>How the agent's own files are written. No reflection: the program is trimmed.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Enrolment))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(AgentCondition))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class AgentJson : JsonSerializerContext;
