using System.Text.RegularExpressions;
using Fettle.Mail.Headers;
using Fettle.Mail.Mime;

namespace Fettle.Mail.Reports;

/// <summary>Delivery reports (RFC 3464): the part message/delivery-status, and the message that came back beside it.</summary>
internal static partial class DeliveryReport
{
    private const int Most = 1 << 18;

    /// <summary>Null for a message that is no report.</summary>
    public static MailBounce? Read(RawMail raw, MimePart root, string? text)
    {
        var status = Find(root, p => p.Type.Name is "message/delivery-status" or "message/global-delivery-status");
        var returned = Find(root, p => p != root && p.Type.Name is "message/rfc822" or "text/rfc822-headers" or "message/global" or "message/global-headers" or "message/rfc822-headers");
        var messageId = returned is null ? null : MessageIdOf(raw, returned);
        if (status is null)
            return InformalBounce.Read(root, text, messageId);

        var groups = Groups(raw, status);
        var recipients = groups.Where(g => g.Has("Final-Recipient") || g.Has("Original-Recipient") || g.Has("Action") || g.Has("Status")).ToList();
        if (recipients.Count == 0)
            return InformalBounce.Read(root, text, messageId) ?? new MailBounce(null, null, null, null, messageId);
        var first = recipients.Find(g => string.Equals(g["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase)) ?? recipients[0];
        var diagnostic = Words(first["Diagnostic-Code"]);
        return new MailBounce(
            Address(first),
            first["Action"]?.Split(' ', ';', '(')[0].ToLowerInvariant(),
            StatusCode(first["Status"]) ?? StatusCode(diagnostic),
            diagnostic,
            messageId ?? MessageIds.One(groups[0]["Original-Message-ID"] ?? groups[0]["X-Original-Message-ID"]))
        {
            Recipients = [.. recipients.Select(Address).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }

    /// <summary>The first code of RFC 3463 in a text: class, subject, detail.</summary>
    public static string? StatusCode(string? text) => text is null || EnhancedStatus().Match(text) is not { Success: true } match ? null : match.Groups["code"].Value;

    private static string? Address(HeaderBlock group)
    {
        var value = Words(group["Final-Recipient"]) ?? Words(group["Original-Recipient"]) ?? Words(group["X-Actual-Recipient"]);
        return value is null ? null : AddressList.Parse([value]) is [var mailbox, ..] ? mailbox.Address : value;
    }

    /// <summary>"rfc822; user@host" and "smtp; 550 no such user": what stands behind the type.</summary>
    private static string? Words(string? value)
    {
        if (value is null)
            return null;
        var semicolon = value.IndexOf(';');
        var words = EncodedWords.Decode(semicolon is >= 0 and < 30 ? value[(semicolon + 1)..] : value).Trim();
        return words.Length == 0 ? null : words;
    }

    /// <summary>Blocks of fields with blank lines between: the message's, then one for each recipient (RFC 3464 §2.1).</summary>
    private static List<HeaderBlock> Groups(RawMail raw, MimePart status)
    {
        using var content = RawMail.FromBytes(PartContent.Read(raw, status, Most, out _));
        var lines = new LineReader(content);
        var reader = new HeaderReader(lines, MailLimits.Default);
        var groups = new List<HeaderBlock>();
        while (lines.End < content.Length && groups.Count < 1000)
        {
            var before = lines.End;
            if (reader.Read(message: false) is { Fields.Count: > 0 } group)
                groups.Add(group);
            // A line that is no field and begins a group ends the reading of fields before it.
            if (lines.End == before && !lines.Read())
                break;
        }
        return groups.Count > 0 ? groups : [new HeaderBlock([])];
    }

    private static string? MessageIdOf(RawMail raw, MimePart returned)
    {
        using var content = RawMail.FromBytes(PartContent.Read(raw, returned, Most, out _));
        return MessageIds.One(new HeaderReader(new LineReader(content), MailLimits.Default).Read(message: true)["Message-ID"]);
    }

    private static MimePart? Find(MimePart part, Func<MimePart, bool> wanted)
    {
        if (part.Children.Count == 0)
            return wanted(part) ? part : null;
        foreach (var child in part.Children)
        {
            if (Find(child, wanted) is { } found)
                return found;
        }
        return null;
    }

    [GeneratedRegex(@"(?<![\d.])(?<code>[245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EnhancedStatus();
}
