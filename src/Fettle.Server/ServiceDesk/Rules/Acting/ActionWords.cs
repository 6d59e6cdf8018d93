using System.Text.Json;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>What an action does, in a few words for a log.</summary>
internal static class ActionWords
{
    public static string Of(RuleAction action)
    {
        var kind = JsonNamingPolicy.CamelCase.ConvertName(action.Kind.ToString());
        return (action.Value, action.Text) switch
        {
            ({ Length: > 0 } value, _) => $"{kind}: {value}",
            (_, { Length: > 60 } text) => $"{kind}: {text[..60]}…",
            (_, { Length: > 0 } text) => $"{kind}: {text}",
            _ => kind,
        };
    }
}
