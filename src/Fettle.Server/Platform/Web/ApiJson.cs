using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fettle.Server.Platform.Web;

/// <summary>
/// JSON of the API: camelCase, enums as words, numbers as numbers. A request is read strictly: a member that does not exist, or a missing one that
/// cannot be null, is an error and not a silent default.
/// </summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatCannotBeNull } });
    }

    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false } parameter
                && !parameter.IsNullable && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            {
                property.IsRequired = true;
            }
        }
    }
}
