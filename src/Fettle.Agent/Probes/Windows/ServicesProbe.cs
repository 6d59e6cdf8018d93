using System.Runtime.Versioning;
using Fettle.Agent.Platform.Windows;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Windows;

/// <summary>
/// The services that run on every healthy Windows and that everything else leans on. Of the others many start by themselves and end again, so that one
/// that does not run says nothing.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class ServicesProbe
{
    private static readonly Dictionary<string, string> Wanted = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Spooler"] = "nothing can be printed",
        ["Dnscache"] = "names are not found, or slowly",
        ["Dhcp"] = "the machine gets no network address",
        ["mpssvc"] = "the firewall does not protect",
        ["EventLog"] = "nothing is written down that would explain a fault",
        ["LanmanWorkstation"] = "network drives cannot be opened",
        ["ProfSvc"] = "nobody can sign in",
        ["Winmgmt"] = "programs that manage the machine learn nothing of it",
    };

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        if (Wmi.Query("Win32_Service", "Name", "DisplayName", "State", "StartMode") is not { } services)
            return Task.FromResult<Fact.Record?>(null);
        // What is started by hand or on demand may rest.
        var leaned = services.Where(one => Wanted.ContainsKey(one.GetValueOrDefault("Name") ?? "") && one.GetValueOrDefault("StartMode") is "Auto" or "Disabled");
        return Task.FromResult<Fact.Record?>(Fact.Of(("list", Fact.ListOf(leaned.Select(one => Fact.Of(
            ("name", one["Name"]),
            ("title", one.GetValueOrDefault("DisplayName") ?? one["Name"]),
            ("running", one.GetValueOrDefault("State") is not "Stopped"),
            ("does", Wanted[one["Name"]]),
            ("disabled", one.GetValueOrDefault("StartMode") is "Disabled")))))));
    }
}
