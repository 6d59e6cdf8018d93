using Fettle.Agent.Jobs;

namespace Fettle.UnitTests.Agent;

public sealed class JobOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fettle-output-").FullName;

    [Fact]
    public void Pieces_never_cut_a_character_in_two()
    {
        var output = new JobOutputFile(Path.Combine(_folder, "out"), 1000);
        output.Append("a🙂b");

        var first = output.Read(0, 2);
        var rest = output.Read(first.Length, 10);

        Assert.Equal(("a", "🙂b"), (first, rest));
    }

    [Fact]
    public void What_was_written_before_a_restart_is_still_there_after()
    {
        var file = Path.Combine(_folder, "out");
        new JobOutputFile(file, 1000).Append("before");

        Assert.Equal("fore", new JobOutputFile(file, 1000).Read(2, 10));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
