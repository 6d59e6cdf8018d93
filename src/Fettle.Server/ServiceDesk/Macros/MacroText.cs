using System.Text.RegularExpressions;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>The text of a macro: what stands between double braces is filled in from the ticket.</summary>
internal static partial class MacroText
{
    private static readonly Dictionary<string, Func<Values, string?>> Variables = new(StringComparer.Ordinal)
    {
        ["number"] = v => $"{v.Ticket.Number}",
        ["subject"] = v => v.Careful ? "" : v.Ticket.Subject,
        ["requester"] = v => v.Careful ? FirstName(v) : v.Requester,
        ["requester.first"] = v => v.Careful ? FirstName(v) : v.Requester?.Split(' ')[0],
        ["device"] = v => v.Device,
        ["priority"] = v => $"{v.Ticket.Priority}",
        ["me"] = v => v.Me,
        ["me.first"] = v => v.Me.Split(' ')[0],
    };

    /// <param name="Careful">A program sends it: nothing that a stranger could have written goes out, but for a first name that is one short word.</param>
    public sealed record Values(Ticket Ticket, string? Requester, string? Device, string Me, bool Careful = false);

    public static async Task<Values> ValuesAsync(Ticket ticket, Names names, CurrentPerson me, CancellationToken cancel)
    {
        await names.LoadAsync([ticket.RequesterId], [ticket.DeviceId], cancel);
        return new(ticket, names.NameOf(ticket.RequesterId), names.Device(ticket.DeviceId)?.Name, me.Name);
    }

    /// <summary>What the ticket does not have is left out: "Hello {{requester.first}}," to nobody is "Hello ,".</summary>
    public static string Fill(string text, Values values) => Variable().Replace(text, match => Variables.TryGetValue(match.Groups["name"].Value, out var of) ? of(values) ?? "" : match.Value);

    /// <exception cref="Invalid">It has a variable that there is not.</exception>
    public static void Check(string? text, string field)
    {
        foreach (Match match in Variable().Matches(text ?? ""))
        {
            if (!Variables.ContainsKey(match.Groups["name"].Value))
                throw new Invalid(field, $"has {match.Value}, which is none of {string.Join(", ", Variables.Keys.Select(k => $"{{{{{k}}}}}"))}");
        }
    }

    private static string? FirstName(Values values) =>
        values.Requester?.Split(' ')[0] is { Length: > 1 and <= 24 } name && name.All(c => char.IsLetter(c) || c == '-') ? name : null;

    [GeneratedRegex(@"\{\{\s*(?<name>[\w.]+)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
