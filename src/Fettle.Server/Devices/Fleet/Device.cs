using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Devices.Fleet;

/// <summary>A computer whose agent has enrolled. It stays in the books when it is retired.</summary>
internal sealed class Device : IBelongToOrganisation
{
    public const int LongestName = 120;

    private Device() { }

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    /// <summary>What technicians call it: its host name until somebody gives it another.</summary>
    public string Name { get; private set; } = "";

    public string HostName { get; private set; } = "";

    public string? MachineId { get; private set; }

    /// <summary>SubjectPublicKeyInfo, base64.</summary>
    [HiddenInJournal]
    public string PublicKey { get; private set; } = "";

    public string KeyFingerprint { get; private set; } = "";

    public string Os { get; private set; } = "";

    public string Platform { get; private set; } = "";

    public string AgentVersion { get; private set; } = "";

    public long? SiteId { get; private set; }

    /// <summary>The person whose device it is; null for one that is shared.</summary>
    public long? OwnerId { get; private set; }

    public DateTimeOffset EnrolledAt { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Lower case, what a list's search looks through.</summary>
    public string SearchText { get; private set; } = "";

    public static Device Enrol(long organisation, Introduction introduction, DateTimeOffset at)
    {
        var device = new Device { OrganisationId = organisation, MachineId = introduction.MachineId };
        device.EnrolAgain(introduction, at);
        return device;
    }

    /// <summary>The same computer with a new key: installed again, or its old key lost. Whoever held the old key is locked out.</summary>
    public void EnrolAgain(Introduction introduction, DateTimeOffset at)
    {
        (PublicKey, KeyFingerprint, EnrolledAt, RetiredAt) = (introduction.PublicKey, introduction.KeyFingerprint, at, null);
        IsRunning(introduction.HostName, introduction.Os, introduction.AgentVersion);
        Platform = introduction.Platform;
    }

    /// <summary>What the device now says about itself; null leaves what is known.</summary>
    public void IsRunning(string? hostName, string? os, string? agentVersion)
    {
        if (hostName is not null && Name == HostName)
            Name = hostName;
        HostName = hostName ?? HostName;
        Os = os ?? Os;
        AgentVersion = agentVersion ?? AgentVersion;
        RefreshSearchText();
    }

    public void Rename(string name)
    {
        Name = name;
        RefreshSearchText();
    }

    public void StandAt(long? site) => SiteId = site;

    public void BelongTo(long? person) => OwnerId = person;

    /// <exception cref="Conflict">It already is.</exception>
    public void Retire(DateTimeOffset at)
    {
        if (RetiredAt is not null)
            throw new Conflict($"{Name} is retired already.");
        RetiredAt = at;
    }

    private void RefreshSearchText() => SearchText = string.Join('\n', new[] { Name, HostName, Os }.Distinct()).ToLowerInvariant();
}

/// <summary>What an agent said when it enrolled, cleaned.</summary>
internal sealed record Introduction(
    string HostName, string? MachineId, string Os, string Platform, string AgentVersion, string PublicKey, string KeyFingerprint);
