using System.CommandLine;
using System.Net;
using Fettle.Agent.Platform.Linux;

namespace Fettle.Agent.Commands;

/// <summary><c>tool</c>: what remedies need and a bare system has no program for.</summary>
internal static class ToolCommand
{
    public static Command Command()
    {
        var command = new Command("tool", "Small tools that remedies use where a bare system lacks them.") { Hidden = true };
        command.Add(LinkUp());
        command.Add(AddRoute());
        return command;
    }

    private static Command LinkUp()
    {
        var device = new Argument<string>("INTERFACE");
        var command = new Command("link-up", "Switch a network interface on, as: ip link set INTERFACE up") { device };
        command.SetAction(parsed => NetDevices.BringUp(parsed.GetRequiredValue(device)) ? 0 : 1);
        return command;
    }

    private static Command AddRoute()
    {
        var gateway = new Argument<string>("GATEWAY");
        var device = new Argument<string>("INTERFACE");
        var command = new Command("route-default", "Add a default route, as: ip route add default via GATEWAY dev INTERFACE") { gateway, device };
        command.SetAction(parsed =>
            IPAddress.TryParse(parsed.GetRequiredValue(gateway), out var via) && NetDevices.AddDefaultRoute(via, parsed.GetRequiredValue(device)) ? 0 : 1);
        return command;
    }
}
