using System.Text.RegularExpressions;

namespace Fettle.UnitTests.Architecture;

/// <summary>Rules that hold for the repository as a whole.</summary>
public sealed partial class RepositoryRules
{
    [Fact]
    public void Every_package_has_its_line_among_the_decisions_and_every_line_its_package()
    {
        var packages = PackageName().Matches(Source.Under("Directory.Packages.props", ".props").Single().Text).Select(m => m.Groups["name"].Value).Order().ToList();
        var lines = FirstCell().Matches(Source.Under("docs/adr/0002", ".md").Single().Text).Select(m => m.Groups["name"].Value).Order().ToList();

        Assert.NotEmpty(packages);
        Assert.Equal(packages, lines);
    }

    [Fact]
    public void Every_package_is_used_and_its_version_stands_in_one_place()
    {
        var projects = Source.Under("", ".csproj").Concat(Source.Under("Directory.Build.props", ".props")).ToList();
        var packages = PackageName().Matches(Source.Under("Directory.Packages.props", ".props").Single().Text).Select(m => m.Groups["name"].Value);

        var used = projects.SelectMany(f => Reference().Matches(f.Text)).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(packages.Except(used, StringComparer.Ordinal));
        Assert.Empty(projects.Where(f => Regex.IsMatch(f.Text, "<PackageReference[^>]*\\bVersion=", RegexOptions.None, TimeSpan.FromSeconds(5))).Select(f => f.Path));
    }

    [Fact]
    public void Nothing_names_the_machine_that_it_was_made_on()
    {
        // Written apart, or this file would be the first to do it.
        string[] machine = [$"/{"work"}/", $"/{"root"}/.nuget"];

        Assert.Empty(
            from file in Source.Under("", "")
            from path in machine
            where file.Text.Contains(path, StringComparison.Ordinal)
            select $"{file.Path}: {path}");
    }

    [Fact]
    public void The_living_example_tells_of_causes_that_there_are()
    {
        var causes = Source.Under("playbooks", ".yaml").Select(f => CauseId().Match(f.Text).Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        var example = Source.Under("src/Fettle.Server/ServiceDesk/Example/ExampleFault.cs", ".cs").Concat(Source.Under("bench/Fettle.Bench/Simulation/Fault.cs", ".cs"));
        var named = example.SelectMany(f => CauseOfFault().Matches(f.Text)).Select(m => m.Groups["id"].Value).ToList();

        Assert.True(named.Count > 10, "nothing to check");
        Assert.Empty(named.Except(causes, StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_come_from_the_registry_that_the_builder_has_set()
    {
        Assert.Empty(Source.Under("", "package-lock.json").Where(f => f.Text.Contains("\"resolved\"", StringComparison.Ordinal)).Select(f => f.Path));
        Assert.Empty(Source.Under("", "").Where(f => Path.GetFileName(f.Path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)).Select(f => f.Path));
        Assert.Empty(Source.Under("", ".npmrc").Where(f => f.Text.Contains("registry=", StringComparison.Ordinal)).Select(f => f.Path));
    }

    [Fact]
    public void The_browsers_side_is_typescript_and_shows_no_html_that_was_not_cleaned()
    {
        var web = Source.Under("src/Fettle.Web/src/", "").ToList();

        Assert.True(web.Count > 20, "nothing to check");
        Assert.Empty(web.Where(f => Path.GetExtension(f.Path) is ".js" or ".jsx").Select(f => f.Path));
        Assert.Empty(web.Where(f => f.Text.Contains("dangerouslySetInnerHTML", StringComparison.Ordinal) && !f.Text.Contains("dompurify", StringComparison.OrdinalIgnoreCase)).Select(f => f.Path));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var documents = Source.Under("", ".md").Where(f => !f.Path.StartsWith("src/Fettle.Web/node_modules", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(documents);
        Assert.Empty(
            from document in documents
            from link in Link().Matches(document.Text)
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let path = Path.Combine(Source.Root, Path.GetDirectoryName(document.Path)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{document.Path} -> {target}");
    }

    [GeneratedRegex(@"^id: (?<id>[a-z.-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CauseId();

    [GeneratedRegex(@"^\s+(new\()?""(?<id>[a-z]+\.[a-z-]+)"", [""\[]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CauseOfFault();

    [GeneratedRegex("PackageVersion Include=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PackageName();

    [GeneratedRegex("PackageReference Include=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\| (?<name>[A-Za-z][\w.]*\w) \|(?! for)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();
}
