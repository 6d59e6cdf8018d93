using System.CommandLine;
using System.Net;
using Fettle.Agent.Platform;
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
        command.Add(DeleteRoute());
        command.Add(FindRoute());
        command.Add(FreeRoute());
        command.Add(LinkArp());
        command.Add(DeleteRule());
        command.Add(AcceptByPolicy());
        command.Add(HostOff());
        command.Add(Print("print-resume", "Let a print queue print again, as: cupsenable QUEUE", Ipp.ResumePrinter));
        command.Add(Print("print-accept", "Let a print queue take jobs again, as: cupsaccept QUEUE", Ipp.AcceptJobs));
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

    private static Command DeleteRoute()
    {
        var gateway = new Argument<string>("GATEWAY");
        var device = new Argument<string>("INTERFACE");
        var command = new Command("route-delete", "Delete a default route, as: ip route del default via GATEWAY dev INTERFACE") { gateway, device };
        command.SetAction(parsed =>
            IPAddress.TryParse(parsed.GetRequiredValue(gateway), out var via) && NetDevices.DeleteDefaultRoute(via, parsed.GetRequiredValue(device)) ? 0 : 1);
        return command;
    }

    private static Command LinkArp()
    {
        var device = new Argument<string>("INTERFACE");
        var command = new Command("link-arp", "Let an interface ask for hardware addresses, as: ip link set INTERFACE arp on") { device };
        command.SetAction(parsed => NetDevices.AllowArp(parsed.GetRequiredValue(device)) ? 0 : 1);
        return command;
    }

    private static Command FreeRoute()
    {
        var what = new Argument<string>("WHAT") { Description = "rule:PRIORITY, route:TABLE:TYPE:TARGET:METRIC or via:TARGET:GATEWAY" };
        var command = new Command("route-free", "Take away a routing rule or a route that ends or misleads packets, as: ip rule del, ip route del") { what };
        command.SetAction(parsed => RoutingPolicy.Read() is { } policy && policy.DropNamed(parsed.GetRequiredValue(what)) ? 0 : 1);
        return command;
    }

    /// <summary>An interface that was switched off has lost its routes; where no file names the gateway, the usual places are asked.</summary>
    private static Command FindRoute()
    {
        var device = new Argument<string>("INTERFACE");
        var command = new Command("route-find", "Add a default route by whoever answers where a gateway usually lives on the interface's network") { device };
        command.SetAction(async (parsed, cancel) =>
        {
            var found = await Probes.Linux.GatewayProbe.FindAsync(parsed.GetRequiredValue(device), cancel);
            return found is not null && NetDevices.AddDefaultRoute(found, parsed.GetRequiredValue(device)) ? 0 : 1;
        });
        return command;
    }

    private static Command DeleteRule()
    {
        var (family, table, chain, handle) = (new Argument<string>("FAMILY"), new Argument<string>("TABLE"), new Argument<string>("CHAIN"), new Argument<ulong>("HANDLE"));
        var command = new Command("nft-delete-rule", "Delete a rule, as: nft delete rule FAMILY TABLE CHAIN handle HANDLE") { family, table, chain, handle };
        command.SetAction(parsed => Nftables.Delete(
            Nftables.FamilyNumber(parsed.GetRequiredValue(family)), parsed.GetRequiredValue(table), parsed.GetRequiredValue(chain), parsed.GetRequiredValue(handle)));
        return command;
    }

    private static Command AcceptByPolicy()
    {
        var (family, table, chain) = (new Argument<string>("FAMILY"), new Argument<string>("TABLE"), new Argument<string>("CHAIN"));
        var command = new Command("nft-accept", "Let a chain accept by policy, as: nft chain FAMILY TABLE CHAIN '{ policy accept; }'") { family, table, chain };
        command.SetAction(parsed => Nftables.AcceptByPolicy(Nftables.FamilyNumber(parsed.GetRequiredValue(family)), parsed.GetRequiredValue(table), parsed.GetRequiredValue(chain)));
        return command;
    }

    private static Command HostOff()
    {
        var name = new Argument<string>("NAME");
        var command = new Command("host-off", "Comment out every line of Windows' hosts file that gives NAME an address; its other names stay") { name };
        command.SetAction(parsed =>
        {
            if (!OperatingSystem.IsWindows())
                return 1;
            var file = Path.Combine(Environment.SystemDirectory, @"drivers\etc\hosts");
            File.WriteAllLines(file, HostsFile.Without(File.ReadAllLines(file), parsed.GetRequiredValue(name)));
            return 0;
        });
        return command;
    }

    private static Command Print(string name, string description, int operation)
    {
        var queue = new Argument<string>("QUEUE");
        var command = new Command(name, description) { queue };
        command.SetAction(async (parsed, cancel) => await Ipp.AskAsync(operation, parsed.GetRequiredValue(queue), cancel) is { IsDone: true } ? 0 : 1);
        return command;
    }
}
