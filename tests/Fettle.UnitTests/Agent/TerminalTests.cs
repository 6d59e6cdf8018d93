using Fettle.Agent.Commands;

namespace Fettle.UnitTests.Agent;

public sealed class TerminalTests
{
    [Fact]
    public void A_sentence_goes_on_under_itself()
    {
        Assert.Equal(
            "  + Nothing more can be written to this volume,\n    because it is full\n",
            Written(48, "  + ", "Nothing more can be written to this volume, because it is full"));
    }

    [Fact]
    public void A_word_longer_than_a_line_is_cut() =>
        Assert.Equal(["/srv/dat", "a/holida", "y.mp4"], Terminal.Wrap("/srv/data/holiday.mp4", 8));

    [Fact]
    public void Nothing_is_wrapped_where_nobody_looks() =>
        Assert.Equal($"> {new string('x', 300)} y\n", Written(null, "> ", $"{new string('x', 300)} y"));

    [Fact]
    public void What_a_machine_says_of_itself_reaches_no_terminal_as_a_command() =>
        Assert.Equal("host [2J name\n", Written(null, "", "host\e[2J name"));

    private static string Written(int? width, string mark, string text)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new Terminal(writer, colours: false, width).Sentence(mark, text);
        return writer.ToString();
    }
}
