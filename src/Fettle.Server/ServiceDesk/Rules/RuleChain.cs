namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>Which rules led to what is being done here: none, where somebody does it.</summary>
internal sealed class RuleChain
{
    public int Depth { get; private set; }

    public IReadOnlyList<long> Rules { get; private set; } = [];

    /// <summary>What is written from now on comes of these rules.</summary>
    public void GoOnFrom(int depth, IEnumerable<long> rules) => (Depth, Rules) = (depth, [.. rules.Distinct()]);
}
