namespace Fettle.Agent.Commands;

/// <summary>What <c>enroll</c>, <c>run</c>, <c>status</c>, <c>install</c> and <c>uninstall</c> end with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It did not work: the server is away or says no.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the policy is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Not allowed for this user, or not in this state (not enrolled, already enrolled).</summary>
    public const int Refused = 3;

    public static int Say(int code, string message)
    {
        Console.Error.WriteLine($"fettle-agent: {message}");
        return code;
    }
}
