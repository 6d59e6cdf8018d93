using System.CommandLine;
using Fettle.Agent.Policy;
using Fettle.Agent.State;

namespace Fettle.Agent.Commands;

/// <summary>The options that several commands share.</summary>
internal static class AgentOptions
{
    public static Option<string> State() => new("--state")
    {
        Description = $"The folder in which the agent keeps its key, its journal and what it has not sent (default {StateFolder.DefaultPath})",
        DefaultValueFactory = _ => StateFolder.DefaultPath,
        HelpName = "DIR",
    };

    public static Option<string?> Policy() => new("--policy")
    {
        Description = $"What the server may do on this device (default {DefaultPolicyFile}, or agent.yaml in the state folder)",
        HelpName = "FILE",
    };

    private static string DefaultPolicyFile => OperatingSystem.IsWindows()
        ? Path.Combine(StateFolder.DefaultPath, "agent.yaml")
        : "/etc/fettle/agent.yaml";

    /// <exception cref="PolicyError">The file cannot be understood.</exception>
    public static LocalPolicy ReadPolicy(string? asked, StateFolder state)
    {
        if (asked is not null && !File.Exists(asked))
            throw new PolicyError(asked, 0, "there is no such file");
        var own = state["agent.yaml"];
        return Agent.Policy.ReadPolicy.From(asked ?? (File.Exists(own) ? own : DefaultPolicyFile));
    }
}
