using Fettle.Agent.Probes.Linux;

namespace Fettle.UnitTests.Diagnosis;

public sealed class DpkgStatusTests
{
    private const string Whole = "Package: bash\nStatus: install ok installed\nDescription: a shell\n with a second line\n .\n\nPackage: sed\nStatus: install ok installed\n";

    [Theory]
    [InlineData(Whole, true)]
    [InlineData("", false)]
    [InlineData("Package: bash\nStatus: install ok installed", false)]
    [InlineData(Whole + "\nPackage: cut\nStat\n", false)]
    [InlineData("\0\0\0\0\n", false)]
    public void A_list_that_was_cut_or_garbled_is_not_whole(string text, bool whole)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.Equal(whole, DpkgStatus.IsWhole(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
