using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fettle.ServerTests.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Security;

/// <summary>A route of the API as the program itself has it, and a body that it can read.</summary>
internal sealed partial record ApiRoute(string Method, string Pattern, Type? Body)
{
    public bool Changes => Method is not ("GET" or "HEAD");

    public bool NamesSomething => Pattern.Contains('{', StringComparison.Ordinal);

    public static IReadOnlyList<ApiRoute> All(FettleServer server) =>
    [
        .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           where pattern.StartsWith("/api/", StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
           select new ApiRoute(method, Constraint().Replace(pattern["/api".Length..], "}").TrimEnd('/'), endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)
    ];

    /// <param name="value">What stands for a parameter, by its name.</param>
    public HttpRequestMessage Request(Func<string, string> value)
    {
        var path = Parameter().Replace(Pattern, match => value(match.Groups["name"].Value));
        return new(new(Method), new Uri("/api" + path, UriKind.Relative)) { Content = Content() };
    }

    private HttpContent? Content()
    {
        if (!Changes || Body is null)
            return null;
        if (typeof(Microsoft.AspNetCore.Http.IFormFile).IsAssignableFrom(Body))
            return new MultipartFormDataContent { { new StringContent("x"), "file", "x.txt" } };
        return new StringContent(Example(Body, 0)?.ToJsonString() ?? "null", null, "application/json");
    }

    /// <summary>Something of this type that can be read, and as far as can be guessed makes sense.</summary>
    private static JsonNode? Example(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return depth > 3 ? null : Example(inner, depth);
        if (type == typeof(string))
            return "something";
        if (type == typeof(bool))
            return true;
        if (type == typeof(long) || type == typeof(int) || type == typeof(decimal))
            return 1;
        if (type == typeof(TimeOnly))
            return "09:00:00";
        if (type == typeof(DateTimeOffset))
            return "2031-01-07T00:00:00Z";
        if (type == typeof(DateOnly))
            return "2031-01-07";
        if (type == typeof(DateTime))
            return "2031-01-07T09:00:00";
        if (type.IsEnum)
            return System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0]);
        if (type == typeof(System.Text.Json.JsonElement))
            return new JsonObject();
        if (type.GetGenericArguments() is [var key, _] && key == typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
            return new JsonObject();
        if (type.IsAssignableTo(typeof(IEnumerable)))
            return type.GetGenericArguments() is [var item] ? new JsonArray(Example(item, depth + 1)) : new JsonArray();
        return new JsonObject(type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).First().GetParameters()
            .Select(p => KeyValuePair.Create(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name!), Example(p.ParameterType, depth + 1))));
    }

    [GeneratedRegex(@":\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
