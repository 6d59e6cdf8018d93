using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Fettle.Server.Platform.Settings;

/// <summary>One setting as its record declares it.</summary>
/// <param name="Name">As it is written: <c>Sessions:Idle</c>.</param>
internal sealed record Setting(string Name, PropertyInfo Property, object? Default)
{
    public string Description => Property.GetCustomAttribute<DescriptionAttribute>()?.Description
        ?? throw new InvalidOperationException($"{Property.DeclaringType!.Name}.{Property.Name} has no [Description].");

    public RangeAttribute? Range => Property.GetCustomAttribute<RangeAttribute>();
}

/// <summary>
/// Settings are records, one for an area: a property a setting, with its default, its <see cref="RangeAttribute"/> and its
/// <see cref="DescriptionAttribute"/>. What is read is checked at once, so a wrong one stops the start and not the first request that needs it.
/// </summary>
internal static class SettingsRecord
{
    /// <summary>Reads, checks and registers the settings of an area.</summary>
    /// <param name="section">Where they stand: <c>Sessions</c>; empty for the top.</param>
    /// <exception cref="SettingsError">One of them cannot be used.</exception>
    public static T AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section) where T : class, new()
    {
        var settings = new T();
        foreach (var setting in Of(typeof(T), section))
        {
            if (configuration[setting.Name] is { Length: > 0 } written)
                setting.Property.SetValue(settings, Read(setting, written));
        }
        services.AddSingleton(settings);
        foreach (var setting in Of(typeof(T), section))
            services.AddSingleton(setting);
        return settings;
    }

    private static IEnumerable<Setting> Of(Type type, string section)
    {
        var defaults = Activator.CreateInstance(type);
        return
            from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            where property.SetMethod is not null
            select new Setting(section.Length == 0 ? property.Name : $"{section}:{property.Name}", property, property.GetValue(defaults));
    }

    private static object Read(Setting setting, string written)
    {
        object value;
        try
        {
            value = TypeDescriptor.GetConverter(setting.Property.PropertyType).ConvertFromInvariantString(written)!;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            throw new SettingsError(setting.Name, $"cannot be \"{written}\": it is {Kind(setting.Property.PropertyType)}.");
        }
        if (value is Enum && !Enum.IsDefined(value.GetType(), value))
            throw new SettingsError(setting.Name, $"cannot be \"{written}\": it is {Kind(setting.Property.PropertyType)}.");
        if (setting.Range is { } range && !range.IsValid(value))
            throw new SettingsError(setting.Name, $"cannot be {written}: it goes from {range.Minimum} to {range.Maximum}.");
        if (setting.Property.GetCustomAttribute<UrlAttribute>() is not null && !(Uri.TryCreate(written, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw new SettingsError(setting.Name, $"cannot be \"{written}\": it is an address such as https://help.example.org.");
        return value;
    }

    private static string Kind(Type type) => type == typeof(TimeSpan) ? "a time as d.hh:mm:ss, for example 1.12:00:00 for a day and a half"
        : type == typeof(bool) ? "true or false"
        : type == typeof(string) ? "a text"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : "a number";
}
