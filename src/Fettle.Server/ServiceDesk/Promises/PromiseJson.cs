using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>How what is kept as one piece (a calendar's rules, a level's goals and steps, a rotation's layers) is written down.</summary>
internal static class PromiseJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
