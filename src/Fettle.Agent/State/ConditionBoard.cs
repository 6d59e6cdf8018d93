namespace Fettle.Agent.State;

/// <summary>The one place where the parts of a running agent note how they are.</summary>
internal sealed class ConditionBoard(StateFolder state, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private AgentCondition _now = new(Environment.ProcessId, clock.GetUtcNow(), LinkState.Offline, clock.GetUtcNow(), null, 0, null);

    public LinkState Link => _now.Link;

    public void Start() => Change(now => now);

    public void LinkIs(LinkState link, string? problem = null)
    {
        // A repeated failure is not news: the file is written once for each change.
        if (_now.Link == link && _now.Problem == problem)
            return;
        Change(now => now with { Link = link, Problem = problem, Since = now.Link == link ? now.Since : clock.GetUtcNow() });
    }

    public void InventorySent() => Change(now => now with { InventorySentAt = clock.GetUtcNow() });

    public void JobRefused() => Change(now => now with { JobsRefused = now.JobsRefused + 1 });

    private void Change(Func<AgentCondition, AgentCondition> change)
    {
        lock (_gate)
        {
            _now = change(_now);
            try
            {
                _now.Save(state);
            }
            catch (IOException)
            {
                // A full disk, or one that can only be read: `status` shows what was, and the agent is needed now more than ever.
            }
        }
    }
}
