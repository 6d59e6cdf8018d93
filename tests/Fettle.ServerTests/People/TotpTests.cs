using System.Text;
using Fettle.Server.People.SecondFactors;

namespace Fettle.ServerTests.People;

public sealed class TotpTests
{
    private static readonly byte[] s_secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B: the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_specification(long unixSeconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(s_secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixSeconds))));

    [Theory]
    [InlineData(0, true)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void A_clock_may_be_off_by_one_step_and_not_by_two(int secondsOff, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_015);
        var code = Totp.CodeAt(s_secret, Totp.StepAt(now.AddSeconds(secondsOff)));
        Assert.Equal(taken, Totp.Match(s_secret, code, now) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("'; --6")]
    public void What_is_no_six_digits_is_no_code(string typed) => Assert.Null(Totp.Match(s_secret, typed, DateTimeOffset.UnixEpoch));

    [Fact]
    public void Base_32_is_that_of_the_specification() => Assert.Equal("MZXW6YTBOI", Totp.Base32("foobar"u8));
}
