using System.Security.Cryptography;
using System.Text;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.Csv;

/// <summary>What is wrong with a field of a row.</summary>
internal sealed record CsvError(long Row, string? Column, string Reason);

/// <summary>Reads a row as a ticket, or says of every field what is wrong with it.</summary>
internal sealed class ReadRow(IReadOnlyList<string> headings, IReadOnlyDictionary<string, CsvField> columns, CsvSettings settings, DateTimeOffset now)
{
    private readonly TimeZoneInfo _zone = settings.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
    private readonly List<CsvError> _errors = [];
    private IReadOnlyList<string> _fields = [];
    private long _row;

    public (ImportedTicket? Ticket, IReadOnlyList<CsvError> Errors) Read(long row, IReadOnlyList<string> fields)
    {
        (_row, _fields) = (row, fields);
        _errors.Clear();
        if (fields.Count > headings.Count && fields.Skip(headings.Count).Any(f => f.Length > 0))
            Wrong(null, $"The row has {fields.Count} fields, the headings are {headings.Count}: most likely a delimiter or a quote in a text is not quoted.");

        var (subject, description) = (One(CsvField.Subject), One(CsvField.Description));
        if (subject.Text.Length == 0 && description.Text.Length == 0)
            Wrong(HeadingOf(CsvField.Subject), "There is neither a subject nor a description.");
        var email = Email(CsvField.RequesterEmail);
        var (name, assignee) = (One(CsvField.RequesterName).Text, Email(CsvField.AssigneeEmail, orName: true));
        // Where a table has one column for the person, an address in it is one.
        if (email is null && name.Contains('@') && IsEmail(name))
            email = name;
        var (created, updated) = (Instant(CsvField.CreatedAt) ?? now, Instant(CsvField.UpdatedAt));
        var (solved, closed, status) = (Instant(CsvField.SolvedAt), Instant(CsvField.ClosedAt), Status());
        var (kind, priority) = (Word(CsvField.Kind, CsvWords.KindOf), Word(CsvField.Priority, CsvWords.PriorityOf));
        if (_errors.Count > 0)
            return (null, [.. _errors]);

        var whole = string.Join('\u001f', fields);
        var number = One(CsvField.Number).Text is { Length: > 0 } said ? said : Short(whole);
        var requester = email is null && name.Length == 0 ? null : new SomebodyThere(null, name.Length > 0 ? name : null, email);
        var ticket = new ImportedTicket(number, number, subject.Text.Length > 0 ? subject.Text : FirstLine(description.Text), created, Short(whole))
        {
            Kind = kind ?? TicketKind.Incident,
            Status = status ?? (closed is not null ? TicketStatus.Closed : solved is not null ? TicketStatus.Resolved : TicketStatus.Open),
            StatusThere = One(CsvField.Status).Text,
            Priority = priority ?? Priority.P3,
            Queue = One(CsvField.Queue).Text is { Length: > 0 } queue ? queue : null,
            Requester = requester,
            Assignee = assignee,
            Tags = [.. One(CsvField.Tags).Text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Links = One(CsvField.PartOf).Text is { Length: > 0 } parent ? [new(ImportedLinkKind.PartOf, parent)] : [],
            UpdatedAt = updated ?? closed ?? solved ?? created,
            SolvedAt = solved,
            ClosedAt = closed,
            ReadAsync = _ => Task.FromResult(new ImportedConversation(Messages(fields, description.Text, created, updated ?? created, requester, assignee), [], [])),
        };
        return (ticket, []);
    }

    private List<ImportedMessage> Messages(IReadOnlyList<string> fields, string description, DateTimeOffset created, DateTimeOffset updated, SomebodyThere? requester, SomebodyThere? assignee)
    {
        var messages = new List<ImportedMessage> { new("0", created, MailMarkdown.Of(description), Public: true, Staff: false, requester) };
        for (var i = 0; i < Math.Min(fields.Count, headings.Count); i++)
        {
            var field = columns.GetValueOrDefault(headings[i]);
            if (field is CsvField.Note or CsvField.Answer && fields[i].Trim() is { Length: > 0 } text)
                messages.Add(new($"{headings[i]}:{Short(text)}", updated, MailMarkdown.Of(text), Public: field == CsvField.Answer, Staff: true, assignee));
        }
        return messages;
    }

    private (string? Heading, string Text) One(CsvField field)
    {
        for (var i = 0; i < headings.Count && i < _fields.Count; i++)
        {
            if (columns.GetValueOrDefault(headings[i]) == field)
                return (headings[i], _fields[i].Trim());
        }
        return (null, "");
    }

    private string? HeadingOf(CsvField field) => headings.FirstOrDefault(h => columns.GetValueOrDefault(h) == field);

    private TicketStatus? Status()
    {
        var (heading, text) = One(CsvField.Status);
        if (text.Length == 0)
            return null;
        if (settings.Statuses?.FirstOrDefault(s => s.Key.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Key: not null } said)
            return said.Value;
        return CsvWords.StatusOf(text) ?? Wrong<TicketStatus>(heading, $"The status \"{Cut(text)}\" is not known: say which of ours it is.");
    }

    private T? Word<T>(CsvField field, Func<string, T?> read) where T : struct
    {
        var (heading, text) = One(field);
        return text.Length == 0 ? null : read(text) ?? Wrong<T>(heading, $"\"{Cut(text)}\" is not known.");
    }

    private DateTimeOffset? Instant(CsvField field)
    {
        var (heading, text) = One(field);
        return text.Length == 0 ? null
            : CsvWords.InstantOf(text, _zone, settings.MonthFirst) ?? Wrong<DateTimeOffset>(heading, $"\"{Cut(text)}\" is no date that is understood; 2026-03-04 15:30 is.");
    }

    private string? Email(CsvField field)
    {
        var (heading, text) = One(field);
        if (text.Length == 0)
            return null;
        if (IsEmail(text))
            return text;
        Wrong(heading, $"\"{Cut(text)}\" is no mail address.");
        return null;
    }

    private SomebodyThere? Email(CsvField field, bool orName)
    {
        var text = One(field).Text;
        return text.Length == 0 ? null : IsEmail(text) ? new(null, null, text) : orName ? new(null, text) : null;
    }

    private T? Wrong<T>(string? heading, string reason) where T : struct
    {
        Wrong(heading, reason);
        return null;
    }

    private void Wrong(string? heading, string reason) => _errors.Add(new(_row, heading, reason));

    private static bool IsEmail(string text) =>
        text.Length <= 254 && text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.') && !text.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',');

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    private static string Cut(string text) => text.Length <= 60 ? text : $"{text[..59]}…";

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
