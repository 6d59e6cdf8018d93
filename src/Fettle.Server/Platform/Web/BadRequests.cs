using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Fettle.Server.Platform.Web;

/// <summary>Says what is wrong with a request that could not be read, in the caller's words: fields and places, no .NET types.</summary>
internal static partial class BadRequests
{
    private static readonly string[] Missing = ["is missing"];

    public static ProblemDetails Describe(BadHttpRequestException bad)
    {
        var errors = bad.InnerException is JsonException json ? FieldsOf(json)
            : Parameter().Match(bad.Message) is { Success: true } parameter ? Field(parameter.Groups["name"].Value, $"cannot be \"{parameter.Groups["value"].Value}\"")
            : [];
        if (errors.Count > 0)
        {
            return new HttpValidationProblemDetails(errors)
            { Status = 400, Title = "The request needs a change", Detail = string.Join(' ', errors.Select(e => $"{e.Key} {e.Value[0]}.")) };
        }
        var detail = bad switch
        {
            { StatusCode: 413 } => "The request is larger than the server takes.",
            { InnerException: JsonException { LineNumber: { } line, BytePositionInLine: { } position } } => $"The body is not JSON: line {line + 1}, position {position + 1}.",
            _ => bad.Message,
        };
        return new() { Status = bad.StatusCode, Title = "The request cannot be read", Detail = detail };
    }

    private static Dictionary<string, string[]> FieldsOf(JsonException json)
    {
        if (Unknown().Match(json.Message) is { Success: true } unknown)
            return Field(unknown.Groups["name"].Value, "is not a field of this request");
        if (json.Message.Contains("missing required properties", StringComparison.Ordinal))
            return Quoted().Matches(json.Message[json.Message.IndexOf(':')..]).ToDictionary(m => m.Groups["name"].Value, _ => Missing);
        if (json.Path is ['$', '.', .. var path] && json.Message.Contains("could not be converted", StringComparison.Ordinal))
            return Field(path, "has a value of another kind than it should have");
        if (json.Path is ['$', '.', .. var nullPath] && json.Message.Contains("null", StringComparison.Ordinal))
            return Field(nullPath, "is null");
        return [];
    }

    private static Dictionary<string, string[]> Field(string name, string why) => new() { [name] = [why] };

    [GeneratedRegex("""property '(?<name>[^']+)' could not be mapped""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unknown();

    [GeneratedRegex("""'(?<name>[^']+)'""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("""bind parameter "\S+ (?<name>\w+)" from "(?<value>[^"]*)".""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
