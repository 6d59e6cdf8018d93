namespace Fettle.Server.Platform.Settings;

/// <summary>
/// Where settings come from, the later ones before the earlier: <c>appsettings.json</c> beside the program, <c>appsettings.json</c> in the current
/// folder, the environment (<c>FETTLE__Sessions__Idle</c>), the command line (<c>--Sessions:Idle 1.00:00:00</c>).
/// </summary>
internal static class SettingsSources
{
    /// <summary>With two underscores, as between a section and its setting; a variable called DATA or DATABASE belongs to somebody else.</summary>
    public const string Prefix = "FETTLE__";

    public const string DefaultUrls = "http://127.0.0.1:7070";

    public static void Configure(ConfigurationManager configuration, string[] args)
    {
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection([new("Urls", DefaultUrls)]);
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        if (Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) != Environment.CurrentDirectory)
            configuration.AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true);
        configuration.AddEnvironmentVariables(Prefix);
        configuration.AddCommandLine(args);
    }
}
