using Fettle.Server.Platform.Settings;

namespace Fettle.Server.Platform.Commands;

/// <summary><c>fettle-server settings</c>: every setting as a table (Markdown), the heart of docs/settings.md.</summary>
internal static class PrintSettings
{
    public static Task<int> RunAsync(WebApplication app)
    {
        Console.WriteLine("| setting | unless set | from – to | what it is |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var setting in app.Services.GetServices<Setting>())
            Console.WriteLine(Row(setting));
        return Task.FromResult(0);
    }

    internal static string Row(Setting setting) =>
        $"| `{setting.Name}` | {(setting.Default is { } value ? $"`{value}`" : "–")} | {(setting.Range is { } range ? $"{range.Minimum} – {range.Maximum}" : "")} | {setting.Description} |";
}
