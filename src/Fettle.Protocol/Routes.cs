namespace Fettle.Protocol;

/// <summary>Where an agent finds what on the server. The version is part of the path: a change that an older agent would misread gets a new one.</summary>
public static class Routes
{
    public const string Enrol = "/agent/v1/enrol";
    public const string Challenge = "/agent/v1/challenge";
    public const string Session = "/agent/v1/session";
    public const string Socket = "/agent/v1/socket";
    public const string Poll = "/agent/v1/poll";
    public const string Inventory = "/agent/v1/inventory";
    public const string Jobs = "/agent/v1/jobs";

    public static string JobOutput(long job) => $"{Jobs}/{job}/output";

    public static string JobResult(long job) => $"{Jobs}/{job}/result";
}
