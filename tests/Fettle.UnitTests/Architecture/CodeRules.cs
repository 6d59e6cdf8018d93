using System.Text.RegularExpressions;

namespace Fettle.UnitTests.Architecture;

/// <summary>Rules that hold for every file of C#.</summary>
public sealed partial class CodeRules
{
    private static readonly IReadOnlyList<Source> Product = Source.Under("src/");

    [Fact]
    public void A_files_median_is_under_80_lines_most_are_under_200_and_none_is_over_500()
    {
        var lengths = Product.Select(s => s.Lines).Order().ToList();

        Assert.True(lengths.Count > 100, "nothing to check");
        Assert.InRange(lengths[lengths.Count / 2], 1, 79);
        Assert.InRange(lengths.Count(l => l < 200), lengths.Count * 9 / 10, lengths.Count);
        Assert.Empty(Product.Concat(Source.Under("tests/")).Where(s => s.Lines > 500).Select(s => $"{s.Path}: {s.Lines} lines"));
    }

    [Fact]
    public void No_type_is_called_by_a_word_that_says_nothing()
    {
        // Windows itself calls it a service.
        Nobody(Product.Where(s => s.Path != "src/Fettle.Agent/Platform/Windows/WindowsService.cs"), SaysNothing());
    }

    [Fact]
    public void Time_is_injected()
    {
        Nobody(Product, MachineTime());
    }

    [Fact]
    public void Nothing_is_caught_and_forgotten()
    {
        Nobody(Product, EmptyCatch(), inCode: false);
    }

    [Fact]
    public void Nothing_is_left_for_later_and_no_warning_is_switched_off()
    {
        Nobody(Product, LeftForLater(), inCode: false);
        Nobody(Product, Pragma());
    }

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
    {
        Nobody(Product, OpenClass());
    }

    [Fact]
    public void Tests_never_sleep()
    {
        var tests = Source.Under("tests/Fettle.ServerTests").Concat(Source.Under("tests/Fettle.UnitTests")).ToList();

        Assert.True(tests.Count > 20, "nothing to check");
        // It waits for another process and for files, of which nothing tells.
        Nobody(tests.Where(t => t.Path != "tests/Fettle.UnitTests/Agent/EnrolledAgent.cs"), Sleep());
    }

    [Fact]
    public void An_async_method_is_awaited_and_not_blocked_on()
    {
        Nobody(Product.Where(s => !s.Path.StartsWith("src/Fettle.Agent/", StringComparison.Ordinal)), Blocking());
    }

    [Fact]
    public void The_reader_of_sources_sees_code_without_its_comments_and_strings()
    {
        var source = new Source("x.cs", "a(); // DateTime.Now\n/* DateTime.Now */ b(\"DateTime.Now\", '\"'); \"\"\"\n DateTime.Now \"\"\"; var now = DateTime.Now;");

        Assert.Single(source.Matches(MachineTime()));
    }

    private static void Nobody(IEnumerable<Source> sources, Regex does, bool inCode = true) => Assert.Empty(sources.SelectMany(s => s.Matches(does, inCode)));

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+(struct\s+|class\s+)?\w*(Manager|Helper|Helpers|Util|Utils|Utility|Service|Handler)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MachineTime();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?(\s*when\s*\((?>[^()]+|(?<open>\()|(?<-open>\)))*\))?\s*\{\s*\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"#pragma\s+warning\s+disable.*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Pragma();

    [GeneratedRegex(@"^\s*(public|internal|private)\s+(partial\s+)?class\s+\w+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex OpenClass();

    [GeneratedRegex(@"\b(Thread\.Sleep|Task\.Delay)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Blocking();
}
