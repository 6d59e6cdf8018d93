namespace Fettle.Bench.Simulation;

/// <summary>What <c>simulate</c> was asked for. Either devices that enrol with a token, or devices that the example made as enrolled.</summary>
/// <param name="People">A file of account names, one a line; the n-th works at the n-th device. Null makes names up.</param>
/// <param name="State">Where the devices keep their keys and journals, so that they are the same ones the next time.</param>
internal sealed record SimulateOptions(Uri Server, string? Token, int Devices, int Seed, string? People, string? Demo, string State)
{
    public const string Help =
        """
        fettle bench simulate --server URL (--token TOKEN --devices N | --demo FILE) [--seed S] [--people FILE] [--state DIR]
          N devices in this one process, which connect, answer check-ups and run remedies as real agents do
        """;

    /// <exception cref="ArgumentException">With what is wrong.</exception>
    public static SimulateOptions Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is not ("--server" or "--token" or "--devices" or "--seed" or "--people" or "--demo" or "--state"))
                throw new ArgumentException($"simulate has no option '{arguments[i]}'");
            given[arguments[i]] = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value");
        }
        if (!Uri.TryCreate(given.GetValueOrDefault("--server"), UriKind.Absolute, out var server))
            throw new ArgumentException("--server URL is missing or not an address");
        var (token, demo) = (given.GetValueOrDefault("--token"), given.GetValueOrDefault("--demo"));
        if (token is null == demo is null)
            throw new ArgumentException("either --token or --demo says which devices there are");
        return new SimulateOptions(
            server, token, Number("--devices", 10), Number("--seed", 1), given.GetValueOrDefault("--people"), demo,
            given.GetValueOrDefault("--state") ?? (demo is null
                ? Path.Combine(Path.GetTempPath(), $"fettle-simulation-{server.Port}")
                : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(demo))!, "simulation")));

        int Number(string option, int otherwise) => !given.TryGetValue(option, out var text) ? otherwise
            : int.TryParse(text, out var number) && number >= 0 ? number : throw new ArgumentException($"{option} is a number, not '{text}'");
    }
}
