using Fettle.Agent.Platform;

namespace Fettle.UnitTests.Agent;

public sealed class HostsFileTests
{
    [Fact]
    public void A_name_is_switched_off_and_its_neighbours_stay() => Assert.Equal(
        ["# a comment about bank.example", "127.0.0.1 localhost", "# fettle: 10.0.0.9  www.Bank.example intranet # since 2019", "10.0.0.9 intranet", "# fettle: 10.0.0.9 www.bank.example"],
        HostsFile.Without(
            ["# a comment about bank.example", "127.0.0.1 localhost", "10.0.0.9  www.Bank.example intranet # since 2019", "10.0.0.9 www.bank.example"], "www.bank.example"));
}
