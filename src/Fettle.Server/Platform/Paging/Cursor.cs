using System.Buffers.Text;
using System.Text;
using Fettle.Server.Platform.Errors;

namespace Fettle.Server.Platform.Paging;

/// <summary>Where a page ended: the sort key and the id of its last row. Opaque to callers, stable while rows come and go.</summary>
public sealed record Cursor(string Key, long Id)
{
    /// <summary>How many rows a page has: 50 unless asked, 200 at the most.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? 50, 1, 200);

    /// <exception cref="Invalid">It is not a cursor that this server gave out.</exception>
    public static Cursor? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            var separator = text.LastIndexOf('|');
            return new Cursor(text[..separator], long.Parse(text[(separator + 1)..]));
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new Invalid(nameof(cursor), "is not one that this server gave out; leave it away to start from the beginning");
        }
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Key}|{Id}"));

    /// <summary>Makes a page of rows that were read with one more than <paramref name="limit"/>, which tells whether there is a next one.</summary>
    public static Page<T> Page<T>(IReadOnlyList<T> rows, int limit, Func<T, Cursor> of) =>
        rows.Count > limit ? new([.. rows.Take(limit)], of(rows[limit - 1]).ToString()) : new(rows, null);

    /// <summary>The same, for rows that are shown otherwise than they are read.</summary>
    public static Page<TView> Page<T, TView>(IReadOnlyList<T> rows, int limit, Func<T, Cursor> of, Func<T, TView> show) =>
        new([.. rows.Take(limit).Select(show)], rows.Count > limit ? of(rows[limit - 1]).ToString() : null);
}
