using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>The values that are words of the desk's own.</summary>
internal static class SearchWords
{
    private static readonly Dictionary<string, TicketStatus[]> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["active"] = TicketStatuses.Active,
        ["waiting"] = [TicketStatus.WaitingForRequester, TicketStatus.WaitingForOther],
        ["solved"] = [TicketStatus.Resolved, TicketStatus.Verified],
    };

    public static IEnumerable<TicketStatus> Status(SearchToken.Value value) =>
        Statuses.TryGetValue(value.Text, out var several) ? several
        : Known<TicketStatus>(value.Text) is { } one ? [one]
        : throw new SearchLanguage.Unclear(value.Column, $"\"{value.Text}\" is no status: write one of {string.Join(", ", Statuses.Keys.Concat(Enum.GetNames<TicketStatus>().Select(Camel)))}.");

    public static TicketKind Kind(SearchToken.Value value) =>
        Known<TicketKind>(value.Text) ?? throw new SearchLanguage.Unclear(value.Column, $"\"{value.Text}\" is no kind: write one of {string.Join(", ", Enum.GetNames<TicketKind>().Select(Camel))}.");

    /// <summary><c>priority&lt;P3</c> are those that come later, P4 and P5: P1 is the highest.</summary>
    public static IReadOnlyList<Priority> Priorities(SearchToken token)
    {
        var values = token.Values.Select(v =>
            Known<Priority>(v.Text) ?? throw new SearchLanguage.Unclear(v.Column, $"\"{v.Text}\" is no priority: write P1, P2, P3, P4 or P5.")).ToList();
        return token.Relation switch
        {
            "<" => All(p => p > values[0]),
            "<=" => All(p => p >= values[0]),
            ">" => All(p => p < values[0]),
            ">=" => All(p => p <= values[0]),
            _ => values,
        };

        static IReadOnlyList<Priority> All(Func<Priority, bool> which) => [.. Enum.GetValues<Priority>().Where(which)];
    }

    public static long Number(SearchToken.Value value) =>
        long.TryParse(value.Text.TrimStart('#'), System.Globalization.NumberStyles.None, null, out var number)
            ? number
            : throw new SearchLanguage.Unclear(value.Column, $"\"{value.Text}\" is no ticket's number: write digits.");

    private static T? Known<T>(string text) where T : struct, Enum =>
        Enum.GetNames<T>().Any(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) ? Enum.Parse<T>(text, ignoreCase: true) : null;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
