using System.Globalization;
using System.Text.Json;

namespace Fettle.Server.ServiceDesk.MovingIn.Rest;

/// <summary>Fields of what other systems answer, which write ids now as numbers, now as texts, and leave out what is empty.</summary>
internal static class Json
{
    extension(JsonElement element)
    {
        public JsonElement? Field(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) && field.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? field : null;

        /// <summary>A text, or a number as text; null where there is none or it is empty.</summary>
        public string? Said(string name) => element.Field(name) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } said ? said : null,
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

        public bool Is(string name) => element.Field(name) is { } field && (field.ValueKind == JsonValueKind.True || (field.ValueKind is JsonValueKind.Number or JsonValueKind.String && field.ToString() is "1" or "true"));

        /// <summary>An instant; 1970 stands for none.</summary>
        public DateTimeOffset? At(string name) =>
            DateTimeOffset.TryParse(element.Said(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year > 1970 ? at : null;

        public IEnumerable<JsonElement> All(string name) => element.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

        public IReadOnlyList<string> Words(string name) => [.. element.All(name).Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)];
    }
}
