using System.Diagnostics;
using Fettle.Mail;

namespace Fettle.MailTests.Reading;

/// <summary>Python's email package reads the corpus, too; where the two do not agree, differences.txt says who is right and why.</summary>
public sealed class PythonComparisonTests
{
    [Fact]
    public async Task Subjects_addresses_dates_texts_and_attachments_are_those_that_python_finds_but_for_the_differences_explained()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3") || Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists($"{p}/python3")), "needs python3");
        var files = Corpus.Messages();
        using var ours = new MemoryStream();
        foreach (var file in files)
        {
            using var raw = RawMail.FromFile(file);
            MailJson.Write(ours, MailReader.Read(raw));
            ours.WriteByte((byte)'\n');
        }

        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "Reading/compare.py"), .. files]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var reading = python.StandardOutput.ReadToEndAsync();
        ours.Position = 0;
        await ours.CopyToAsync(python.StandardInput.BaseStream);
        python.StandardInput.Close();
        var found = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await python.WaitForExitAsync();

        Assert.Equal(0, python.ExitCode);
        var explained = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reading/differences.txt"))
            .Where(l => l.Length > 0 && l[0] != '#').Select(l => string.Join(' ', l.Split(' ', 3)[..2])).ToList();
        Assert.Equal(explained.Order(StringComparer.Ordinal), found.Select(l => string.Join(' ', l.Split('\t')[..2])).Order(StringComparer.Ordinal));
    }
}
