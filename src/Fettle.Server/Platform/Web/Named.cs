namespace Fettle.Server.Platform.Web;

/// <summary>A value of an enum in an address. The API writes them in camelCase, and an address may have them in any case; by itself a route takes the C# name only.</summary>
public readonly record struct Named<T>(T Value) where T : struct, Enum
{
    public static bool TryParse(string? text, out Named<T> named)
    {
        var known = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value);
        named = new(value);
        return known;
    }
}
