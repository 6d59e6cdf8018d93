using System.Text.Json;
using Fettle.SystemTests.Patients;
using Microsoft.Playwright;

namespace Fettle.SystemTests.Browser;

/// <summary>axe-core, run in the page.</summary>
internal static class Axe
{
    private static string Script => Path.Combine(Lab.Repository, "src", "Fettle.Web", "node_modules", "axe-core", "axe.min.js");

    /// <summary>What of WCAG 2.2 A and AA the page does not meet, each with where.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        Assert.SkipUnless(File.Exists(Script), "axe-core comes with the web's packages: npm --prefix src/Fettle.Web ci");
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var found = await page.EvaluateAsync<JsonElement>(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(', ')))");
        return [.. found.EnumerateArray().Select(violation => violation.GetString()!)];
    }
}
