using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fettle.Bench.Running;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoAccess))]
internal sealed partial class BenchJson : JsonSerializerContext;
