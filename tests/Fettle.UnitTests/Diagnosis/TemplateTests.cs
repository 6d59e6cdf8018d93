using System.Diagnostics;
using Fettle.Diagnosis.Expressions;
using Fettle.Diagnosis.Facts;

namespace Fettle.UnitTests.Diagnosis;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, FactType> Probes = new()
    {
        ["file"] = new FactType.Record(new Dictionary<string, FactType> { ["name"] = FactType.Text, ["names"] = new FactType.List(FactType.Text), ["size"] = FactType.Number }),
    };

    [Fact]
    public void A_sentence_holds_the_measured_values() =>
        Assert.Equal("log is 1.5 KiB {big}", Template.Parse("{file.name} is {bytes(file.size)} {{big}}", Probes, new Dictionary<string, FactType>()).Sentence(With("log", size: 1536)));

    [Fact]
    public void A_sentence_says_unknown_for_what_was_not_measured() =>
        Assert.Equal("unknown bytes", Template.Parse("{file.size} bytes", Probes, new Dictionary<string, FactType>()).Sentence(With("log")));

    [Fact]
    public void A_command_with_a_value_that_was_not_measured_is_no_command() =>
        Assert.Null(Template.Parse("rm {file.size}", Probes, new Dictionary<string, FactType>()).Command(With("log")));

    [Theory]
    [InlineData("plain-name.log")]
    [InlineData("a; touch pwned")]
    [InlineData("$(touch pwned)")]
    [InlineData("`touch pwned`")]
    [InlineData("it's \"quoted\" & 'so'")]
    [InlineData("two\nlines")]
    [InlineData("*?[a]~{x}")]
    [InlineData("\\back\\slash")]
    [InlineData("")]
    [InlineData("ümläut €")]
    public async Task A_hostile_value_reaches_the_command_as_one_harmless_word(string hostile)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");
        var command = Template.Parse("printf %s {file.name}", Probes, new Dictionary<string, FactType>()).Command(With(hostile));
        Assert.Equal(hostile, await ShellAsync(command!));
    }

    [Fact]
    public void A_value_that_looks_like_an_option_is_made_a_path() =>
        Assert.Equal("rm ./-rf", Template.Parse("rm {file.name}", Probes, new Dictionary<string, FactType>()).Command(With("-rf")));

    [Fact]
    public void A_list_becomes_one_word_for_each_item()
    {
        var scope = new Scope(new FactSet { Measured = new Dictionary<string, Fact> { ["file"] = Fact.Of(("names", Fact.ListOf(["a b", "c"]))) } });
        Assert.Equal("rm -- 'a b' c", Template.Parse("rm -- {file.names}", Probes, new Dictionary<string, FactType>()).Command(scope));
    }

    private static Scope With(string name, double? size = null) =>
        new(new FactSet { Measured = new Dictionary<string, Fact> { ["file"] = Fact.Of(("name", name), ("size", size is { } bytes ? bytes : null)) } });

    private static async Task<string> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return await shell.StandardOutput.ReadToEndAsync();
    }
}
