using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fettle.Bench.Running;

internal sealed record BenchReply(string Body, bool Public);

internal sealed record BenchView(string Name, string Query);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoAccess))]
[JsonSerializable(typeof(DemoTokens))]
[JsonSerializable(typeof(BenchReply))]
[JsonSerializable(typeof(BenchView))]
internal sealed partial class BenchJson : JsonSerializerContext;
