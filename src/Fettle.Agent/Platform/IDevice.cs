using Fettle.Protocol;

namespace Fettle.Agent.Platform;

/// <summary>The machine, as far as the connected agent needs it. Real ones read the operating system; simulated ones make it up.</summary>
internal interface IDevice
{
    DeviceIdentity Identity { get; }

    /// <summary>Who is signed in, in a stable order. Asked every 15 seconds, so it must be cheap.</summary>
    IReadOnlyList<UserAtWork> UsersAtWork();

    DeviceFigures Figures();

    /// <summary>A look at everything. A section that cannot be read is left out.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>>> TakeInventoryAsync(CancellationToken cancel);

    /// <summary>Runs one command line in the system's shell and gives what it prints as it comes. Cancelling ends it with everything it started.</summary>
    /// <returns>Its exit code.</returns>
    Task<int> RunAsync(string command, Action<string> printed, CancellationToken cancel);

    /// <summary>Makes one script of commands, so that they share a working folder and variables, and stop at the first that fails.</summary>
    string Script(IReadOnlyList<string> commands);
}

/// <param name="MachineId">Stays the same when the agent is installed again; null where there is none.</param>
/// <param name="Platform"><c>linux</c> or <c>windows</c>.</param>
internal sealed record DeviceIdentity(string HostName, string? MachineId, string Os, string Platform);

/// <summary>Fractions are 0 to 1; null is unknown.</summary>
internal sealed record DeviceFigures(DateTimeOffset? BootedAt, double? Load1, double? MemoryUsed, double? RootDiskUsed);
