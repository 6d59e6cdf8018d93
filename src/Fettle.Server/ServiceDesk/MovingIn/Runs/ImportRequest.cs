using System.Text.RegularExpressions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.MovingIn.Csv;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>What an administrator says about reading another system.</summary>
/// <param name="Prefix">Two to ten capital letters and digits.</param>
/// <param name="Secret">A token or password; left out, the one that is kept is gone on with.</param>
internal sealed partial record ImportRequest(string Prefix, string? Address = null, string? Secret = null, bool EachOrganisation = false, CsvSettings? Csv = null)
{
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    public (string Prefix, ImportSettings Settings) Checked(ImportSource source)
    {
        if (!Prefixes().IsMatch(Prefix ?? ""))
            throw new Invalid("prefix", "is not two to ten capital letters and digits, the first a letter");
        return (Prefix!, new()
        {
            Address = NeedsAddress(source) ? CheckedAddress() : null,
            EachOrganisation = EachOrganisation,
            Csv = source == ImportSource.Csv ? CheckedCsv(Csv ?? new()) : null,
        });
    }

    public static bool NeedsAddress(ImportSource source) => source is ImportSource.Zammad or ImportSource.RequestTracker or ImportSource.Zendesk;

    private string CheckedAddress()
    {
        var address = Demand.Text(Address, "address", 500);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 && uri.Query.Length == 0
            ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw new Invalid("address", "is not one that begins with https://");
    }

    private static CsvSettings CheckedCsv(CsvSettings csv)
    {
        if (csv.Charset is not null && !CsvText.Charsets.Contains(csv.Charset))
            throw new Invalid("csv.charset", $"is not one of {string.Join(", ", CsvText.Charsets)}");
        if (csv.Delimiter is not null && (csv.Delimiter.Length != 1 || csv.Delimiter[0] is '"' or '\r' or '\n'))
            throw new Invalid("csv.delimiter", "is not one character");
        if (csv.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(csv.TimeZone, out _))
            throw new Invalid("csv.timeZone", "is no time zone that is known, such as Europe/Berlin");
        if (csv.Columns?.Count > 500 || csv.Statuses?.Count > 200)
            throw new Invalid("csv", "has too many entries");
        foreach (var field in csv.Columns?.Values ?? [])
            Demand.Known(field, "csv.columns");
        foreach (var status in csv.Statuses?.Values ?? [])
        {
            if (Demand.Known(status, "csv.statuses") == TicketStatus.Verified)
                throw new Invalid("csv.statuses", "has verified, which only a device's evidence makes a ticket");
        }
        return csv;
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]{1,9}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefixes();
}
