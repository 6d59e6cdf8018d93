namespace Fettle.Server.ServiceDesk;

/// <summary>How the service desk keeps its tickets.</summary>
internal sealed record DeskSettings
{
    public const string Section = "ServiceDesk";

    /// <summary>
    /// A solved ticket is closed after this long without a word. 1 to 365 days; 14 days unless set (<c>ServiceDesk:CloseAfter</c>, as <c>d.hh:mm:ss</c>), which is
    /// longer than the last hold, so that a fault which is back opens a solved ticket and not a closed one.
    /// </summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromDays(14);

    /// <exception cref="InvalidOperationException">A value is out of its range; the message names the setting.</exception>
    public static DeskSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<DeskSettings>() ?? new();
        return settings.CloseAfter >= TimeSpan.FromDays(1) && settings.CloseAfter <= TimeSpan.FromDays(365)
            ? settings
            : throw new InvalidOperationException("The setting ServiceDesk:CloseAfter is not between 1 and 365 days, for example 14.00:00:00.");
    }
}
