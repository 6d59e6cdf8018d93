namespace Fettle.Agent.Commands;

/// <summary>What the agent's commands tell a script.</summary>
internal static class ExitCodes
{
    /// <summary>It ran; for a fix: and was verified.</summary>
    public const int Done = 0;

    /// <summary>The fix was not verified.</summary>
    public const int NotVerified = 1;

    /// <summary>It did not work: the server is away, or says no.</summary>
    public const int Failed = 1;

    /// <summary>The question made no sense: an unknown cause, a bad playbook, a file that is not there.</summary>
    public const int BadUsage = 2;

    /// <summary>Refused or declined: not root, or the answer was no.</summary>
    public const int Refused = 3;

    /// <summary>Tells the error and gives back its code.</summary>
    public static int Say(int code, string message)
    {
        Console.Error.WriteLine($"fettle-agent: {message}");
        return code;
    }
}
