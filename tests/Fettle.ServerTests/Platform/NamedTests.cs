using Fettle.Server.Devices;
using Fettle.Server.Platform.Web;

namespace Fettle.ServerTests.Platform;

public sealed class NamedTests
{
    [Theory]
    [InlineData("online")]
    [InlineData("Online")]
    [InlineData("ONLINE")]
    public void A_value_in_an_address_may_be_written_in_any_case(string written)
    {
        Assert.True(Named<Presence>.TryParse(written, out var named));
        Assert.Equal(Presence.Online, named.Value);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("17")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_value_is_refused(string? written) => Assert.False(Named<Presence>.TryParse(written, out _));
}
