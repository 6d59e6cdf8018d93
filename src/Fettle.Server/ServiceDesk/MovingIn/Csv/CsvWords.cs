using System.Globalization;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.Csv;

/// <summary>Words and instants as tables of tickets write them.</summary>
internal static class CsvWords
{
    private static readonly string[] DayFirst =
        ["d.M.yyyy H:m:s", "d.M.yyyy H:m", "d.M.yyyy, H:m:s", "d.M.yyyy, H:m", "d.M.yyyy", "d/M/yyyy H:m:s", "d/M/yyyy H:m", "d/M/yyyy h:m tt", "d/M/yyyy", "d-M-yyyy H:m", "d-M-yyyy", "d MMM yyyy H:m", "d MMM yyyy"];

    private static readonly string[] MonthFirst = ["M/d/yyyy H:m:s", "M/d/yyyy H:m", "M/d/yyyy h:m:s tt", "M/d/yyyy h:m tt", "M/d/yyyy", "d.M.yyyy H:m", "d.M.yyyy"];

    private static readonly string[] Iso =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private static readonly Dictionary<string, TicketStatus> Statuses = Table<TicketStatus>(
        (TicketStatus.New, "new neu"),
        (TicketStatus.Open, "open offen assigned inprogress inbearbeitung active reopened wip started"),
        (TicketStatus.WaitingForRequester, "pending waiting waitingforcustomer waitingonclient waitingforrequester wartend wartetaufkunde pendingreminder awaitinguser"),
        (TicketStatus.WaitingForOther, "hold onhold stalled waitingforother waitingforvendor angehalten"),
        (TicketStatus.Resolved, "resolved solved fixed done gelöst erledigt"),
        (TicketStatus.Closed, "closed geschlossen rejected deleted merged cancelled canceled abgelehnt"));

    private static readonly Dictionary<string, Priority> Priorities = Table<Priority>(
        (Priority.P1, "p1 1 critical urgent veryhigh blocker emergency kritisch sehrhoch"),
        (Priority.P2, "p2 2 high major hoch 3high"),
        (Priority.P3, "p3 3 normal medium moderate mittel 2normal"),
        (Priority.P4, "p4 4 low minor niedrig 1low"),
        (Priority.P5, "p5 5 verylow lowest trivial planning sehrniedrig"));

    private static readonly Dictionary<string, TicketKind> Kinds = Table<TicketKind>(
        (TicketKind.Incident, "incident bug problem fault störung fehler issue"),
        (TicketKind.Request, "request servicerequest question task wish anfrage frage aufgabe anforderung change"));

    public static TicketStatus? StatusOf(string written) => Find(Statuses, written);

    public static Priority? PriorityOf(string written) => Find(Priorities, written);

    public static TicketKind? KindOf(string written) => Find(Kinds, written);

    /// <param name="zone">Of what names none itself.</param>
    public static DateTimeOffset? InstantOf(string written, TimeZoneInfo zone, bool monthFirst)
    {
        var text = written.Trim();
        string[] formats = [.. Iso, .. monthFirst ? MonthFirst : DayFirst];
        if (!DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var read))
            return null;
        if (read.Year is < 1970 or > 2200)
            return null;
        return read.Kind == DateTimeKind.Unspecified && !text.EndsWith("UTC", StringComparison.Ordinal)
            ? new DateTimeOffset(read, zone.GetUtcOffset(read)).ToUniversalTime()
            : new DateTimeOffset(read.Kind == DateTimeKind.Local ? read.ToUniversalTime() : DateTime.SpecifyKind(read, DateTimeKind.Utc));
    }

    private static T? Find<T>(Dictionary<string, T> table, string written) where T : struct =>
        table.TryGetValue(string.Concat(written.Where(char.IsLetterOrDigit)).ToLowerInvariant(), out var found) ? found : null;

    private static Dictionary<string, T> Table<T>(params (T Value, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' ').Select(w => (Word: w, r.Value))).ToDictionary(r => r.Word, r => r.Value, StringComparer.Ordinal);
}
