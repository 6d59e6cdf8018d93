namespace Fettle.Agent;

/// <summary>Lines for the system's journal: one an event, with the priority prefix that systemd reads (sd-daemon(3)) when it is listening.</summary>
internal sealed class AgentLog(TextWriter to, TimeProvider clock, bool forJournal)
{
    public static AgentLog Silent { get; } = new(TextWriter.Null, TimeProvider.System, forJournal: true);

    public static AgentLog ToConsole(TimeProvider clock) =>
        new(TextWriter.Synchronized(Console.Error), clock, Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null);

    public void Info(string line) => Write("<6>", "", line);

    public void Warning(string line) => Write("<4>", "warning: ", line);

    private void Write(string priority, string word, string line) =>
        to.WriteLine(forJournal ? priority + line : $"{clock.GetLocalNow():HH:mm:ss} {word}{line}");
}
