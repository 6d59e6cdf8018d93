using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Fettle.Agent.Platform;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Windows;

/// <summary>Interfaces, gateways and name servers of a Windows machine, as it tells them itself.</summary>
internal static class NetworkProbes
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly string[] WellKnown = ["www.wikipedia.org", "example.com"];

    public static Task<Fact.Record?> LinksAsync(ProbeContext context, CancellationToken cancel)
    {
        var cards = Cards().ToList();
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("list", Fact.ListOf(cards.Select(card => Fact.Of(
                ("name", card.Name),
                ("up", card.OperationalStatus is OperationalStatus.Up),
                ("loopback", false),
                ("real", true),
                ("addresses", Fact.ListOf(Addresses(card).Select(address => address.ToString()))),
                ("configured", false),
                ("method", "unknown"))))),
            ("anyReal", cards.Count > 0),
            ("anyUsable", cards.Exists(card => card.OperationalStatus is OperationalStatus.Up && Addresses(card).Any()))));
    }

    public static Task<Fact.Record?> RoutesAsync(ProbeContext context, CancellationToken cancel)
    {
        var gateways = Cards().Where(card => card.OperationalStatus is OperationalStatus.Up)
            .SelectMany(card => card.GetIPProperties().GatewayAddresses.Select(gateway => (gateway.Address, card.Name))).Where(gateway => !gateway.Address.Equals(IPAddress.Any)).ToList();
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("hasDefault", gateways.Exists(gateway => gateway.Address.AddressFamily is AddressFamily.InterNetwork)),
            ("hasDefault6", gateways.Exists(gateway => gateway.Address.AddressFamily is AddressFamily.InterNetworkV6)),
            ("defaults", Fact.ListOf(gateways.Select(gateway => Fact.Of(("via", gateway.Address.ToString()), ("device", gateway.Name))))),
            ("candidates", Fact.ListOf((IEnumerable<Fact.Record>)[])),
            ("configured", false)));
    }

    public static Task<Fact.Record?> NameServiceAsync(ProbeContext context, CancellationToken cancel)
    {
        var servers = Servers();
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("exists", true), ("readable", true), ("dangling", false), ("servers", Fact.ListOf(servers.Select(server => server.ToString()))), ("hasServer", servers.Count > 0),
            ("badServers", Fact.ListOf((IEnumerable<string>)[])), ("owner", "plain"), ("asksDns", true), ("readsFiles", true), ("backups", Fact.ListOf((IEnumerable<Fact.Record>)[]))));
    }

    public static async Task<Fact.Record?> ResolverAsync(ProbeContext context, CancellationToken cancel)
    {
        var servers = Servers();
        var asked = await Task.WhenAll(servers.Take(3).Select(async server =>
            (Server: server, Answers: await Task.WhenAll(WellKnown.Select(name => DnsQuery.AskAsync(server, name, Wait, cancel))))));
        return Fact.Of(
            ("servers", Fact.ListOf(asked.Select(server => Fact.Of(
                ("address", server.Server.ToString()), ("source", "the network settings"), ("local", IPAddress.IsLoopback(server.Server)),
                ("answered", server.Answers.Any(answer => answer.Failure is null)), ("failure", server.Answers.Select(answer => answer.Failure).FirstOrDefault(failure => failure is not null)),
                ("works", server.Answers.Any(answer => answer.HasAddress)), ("lies", false), ("outcome", string.Join(", ", server.Answers.Select(answer => answer.Outcome))))))),
            ("anyAnswers", asked.Length is 0 ? null : asked.Any(server => server.Answers.Any(answer => answer.Failure is null))),
            ("anyWorks", asked.Length is 0 ? null : asked.Any(server => server.Answers.Any(answer => answer.HasAddress))),
            ("candidates", Fact.ListOf((IEnumerable<Fact.Record>)[])),
            ("hasNetwork", Cards().Any()),
            ("asked", Fact.ListOf(WellKnown)),
            ("missingNames", Fact.ListOf((IEnumerable<string>)[])));
    }

    private static IEnumerable<NetworkInterface> Cards() =>
        NetworkInterface.GetAllNetworkInterfaces().Where(card => card.NetworkInterfaceType is not (NetworkInterfaceType.Loopback or NetworkInterfaceType.Tunnel));

    private static IEnumerable<IPAddress> Addresses(NetworkInterface card) =>
        card.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address).Where(address => !address.IsIPv6LinkLocal);

    private static List<IPAddress> Servers() =>
        [.. Cards().Where(card => card.OperationalStatus is OperationalStatus.Up).SelectMany(card => card.GetIPProperties().DnsAddresses)
            .Where(server => !server.IsIPv6SiteLocal).Distinct()];
}
