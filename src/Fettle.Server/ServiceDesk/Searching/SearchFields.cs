using System.Globalization;
using System.Linq.Expressions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>Finds tickets by what is in the desk's own fields: <c>room:B</c>, <c>delivered&gt;2026-11-01</c>, <c>owner:anna</c>, <c>asset-tag:none</c>.</summary>
internal sealed class SearchFields(FettleDb db, SortedBy sorted, SimilarNames similar)
{
    private const string Iso = "yyyy-MM-dd";

    /// <exception cref="Invalid">The value is not what the field takes, or names somebody or something that there is not.</exception>
    public async Task<Expression<Func<Ticket, bool>>> HoldsAsync(SearchClause.FieldIs clause, CancellationToken cancel)
    {
        var fields = (await sorted.Fields().AsNoTracking().ToListAsync(cancel)).FindAll(f => SearchLanguage.KeyOf(f.Name) == clause.Field);
        var (ids, values) = (fields.ConvertAll(f => f.Id), db.FieldValues);
        if (clause.Any is [var only] && only.Equals("none", StringComparison.OrdinalIgnoreCase))
            return t => !values.Any(v => v.TicketId == t.Id && ids.Contains(v.FieldId));
        if (clause.Relation is not (":" or "="))
            return Compared(clause, fields, ids);

        // Fields of several organisations may have one name and different types; a value has to fit one of them.
        var (exact, parts) = (new List<string>(), new List<string>());
        foreach (var field in fields.DistinctBy(f => f.Type))
            await AddAsync(field.Type, clause, exact, parts, cancel);
        if (exact.Count == 0 && parts.Count == 0)
            throw Unclear(clause, $"\"{clause.Any[0]}\" is nothing that can stand in {fields[0].Name}");
        if (parts.Count > 3)
            throw Unclear(clause, $"{fields[0].Name} can be looked for by three texts at once: take some away");
        var wanted = exact.ConvertAll(e => e.ToLowerInvariant());
        var (one, two, three) = (Pattern(parts, 0), Pattern(parts, 1), Pattern(parts, 2));
        // Lower case as the database has it: A to Z on the one, every letter on the other.
        return t => values.Any(v => v.TicketId == t.Id && ids.Contains(v.FieldId)
            && (wanted.Contains(v.Value.ToLower()) || EF.Functions.Like(v.Value.ToLower(), one, "\\") || EF.Functions.Like(v.Value.ToLower(), two, "\\") || EF.Functions.Like(v.Value.ToLower(), three, "\\")));
    }

    private async Task AddAsync(FieldType type, SearchClause.FieldIs clause, List<string> exact, List<string> parts, CancellationToken cancel)
    {
        foreach (var value in clause.Any)
        {
            switch (type)
            {
                case FieldType.Text:
                    parts.Add(value);
                    break;
                case FieldType.Number when decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number):
                    exact.Add(number.ToString("0.############################", CultureInfo.InvariantCulture));
                    break;
                case FieldType.Person or FieldType.Device:
                    exact.AddRange((await similar.FindAsync(type == FieldType.Person ? "person" : "device", value, cancel)).Select(id => id.ToString(CultureInfo.InvariantCulture)));
                    break;
                case FieldType.Choice or FieldType.YesNo or FieldType.Date:
                    exact.Add(value);
                    break;
            }
        }
    }

    /// <summary>Days are kept as they sort.</summary>
    private Expression<Func<Ticket, bool>> Compared(SearchClause.FieldIs clause, List<CustomField> fields, List<long> ids)
    {
        if (!fields.Exists(f => f.Type == FieldType.Date))
            throw Unclear(clause, $"There is no more and less of {fields[0].Name}: write {clause.Field}:{clause.Any[0]}");
        if (!DateOnly.TryParseExact(clause.Any[0], Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw Unclear(clause, $"Write a day such as {clause.Field}{clause.Relation}2026-11-22");
        var (values, day) = (db.FieldValues, clause.Any[0]);
        return clause.Relation switch
        {
            "<" => t => values.Any(v => v.TicketId == t.Id && ids.Contains(v.FieldId) && v.Value.CompareTo(day) < 0),
            "<=" => t => values.Any(v => v.TicketId == t.Id && ids.Contains(v.FieldId) && v.Value.CompareTo(day) <= 0),
            ">" => t => values.Any(v => v.TicketId == t.Id && ids.Contains(v.FieldId) && v.Value.CompareTo(day) > 0),
            _ => t => values.Any(v => v.TicketId == t.Id && ids.Contains(v.FieldId) && v.Value.CompareTo(day) >= 0),
        };
    }

    private static string Pattern(List<string> parts, int index) => index >= parts.Count ? ""
        : $"%{parts[index].ToLowerInvariant().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";

    private static Invalid Unclear(SearchClause.FieldIs clause, string what) => new("q", $"cannot be read at column {clause.Column}. {what}");
}
