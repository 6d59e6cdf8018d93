using System.Text.Json;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>What a call says about one thing.</summary>
/// <param name="Key">Null: it is not known by anything, and every call is new.</param>
internal sealed record Said(string Subject, string Body, string? Key, bool Over, Level Impact, Level Urgency, string? Device, string? Requester, IReadOnlyList<string> Tags);

/// <summary>Reads a call by its hook's mapping: pure, and the same for a call that came and for one that is tried out.</summary>
internal static class ReadCall
{
    private const int MostThings = 100;
    private const int LongestKey = 200;

    /// <exception cref="Invalid">It is no JSON, or the mapping finds no subject in it.</exception>
    public static IReadOnlyList<Said> Of(HookMapping mapping, ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        var whole = document.RootElement;
        if (mapping.Each is not { Length: > 0 } each)
            return [One(mapping, whole)];
        if (HookText.Find(whole, each) is not { ValueKind: JsonValueKind.Array } list)
            throw new Invalid(each, "is no list in what was sent, and the mapping goes through it");
        if (list.GetArrayLength() > MostThings)
            throw new Invalid(each, $"has more than {MostThings} members");
        return [.. list.EnumerateArray().Select(member => One(mapping, member, whole))];
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, new() { MaxDepth = 32 });
        }
        catch (JsonException e)
        {
            throw new Invalid("body", $"is not JSON: line {(e.LineNumber ?? 0) + 1}, position {(e.BytePositionInLine ?? 0) + 1}");
        }
    }

    private static Said One(HookMapping mapping, params IReadOnlyList<JsonElement> looked)
    {
        var subject = Line(Fill(mapping.Subject), Ticket.LongestSubject);
        if (subject.Length == 0)
            throw new Invalid("subject", $"is empty: the mapping \"{mapping.Subject}\" finds nothing in what was sent");
        var text = Fill(mapping.Body);
        var severity = Fill(mapping.Severity);
        var (impact, urgency) = Severities(mapping.Severities).FirstOrDefault(s => s.Word.Equals(severity, StringComparison.OrdinalIgnoreCase)) is { Word: not null } known
            ? (known.Impact, known.Urgency) : (Level.Medium, Level.Medium);
        var over = mapping.State is not null && (mapping.SolvedWhen ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Contains(Fill(mapping.State), StringComparer.OrdinalIgnoreCase);
        return new(
            subject, text.Length == 0 ? subject : Cut(StorableText.Of(text), ReplyToTicket.LongestBody), Line(Fill(mapping.Key), LongestKey) is { Length: > 0 } key ? key : null, over,
            impact, urgency, Line(Fill(mapping.Device), 200), Line(Fill(mapping.Requester), 200),
            [.. Fill(mapping.Tags).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => Line(t, 40).ToLowerInvariant()).Distinct().Take(10)]);

        string Fill(string? template) => template is null ? "" : HookText.Fill(template, looked);
    }

    /// <exception cref="Invalid">It cannot be read.</exception>
    public static IReadOnlyList<(string Word, Level Impact, Level Urgency)> Severities(string? written) =>
    [
        .. from part in (written ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           let sides = part.Split('=', 2, StringSplitOptions.TrimEntries)
           select sides is [{ Length: > 0 } word, var levels] && TicketQuery.Names<Level>(levels, "severities") is [var impact, var urgency]
               ? (word, impact, urgency)
               : throw new Invalid("severities", $"has \"{part}\", which is not like critical=high,high")
    ];

    /// <summary>What a program says is hostile: one line of it, without control characters.</summary>
    private static string Line(string text, int longest) => Cut(string.Concat(StorableText.Of(text).Select(c => char.IsControl(c) ? ' ' : c)).Trim(), longest);

    private static string Cut(string text, int longest) => text.Length > longest ? text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] : text;
}
