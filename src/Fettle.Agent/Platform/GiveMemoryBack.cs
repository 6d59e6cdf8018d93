namespace Fettle.Agent.Platform;

/// <summary>
/// The runtime collects when the youngest generation has filled its share of the processor's cache, which is tens of megabytes on a server's processor and
/// takes an idle agent minutes: so it is told to. A collection of a few megabytes once a minute costs milliseconds.
/// </summary>
internal static class GiveMemoryBack
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Until disposed.</summary>
    public static IDisposable Regularly(TimeProvider clock) =>
        clock.CreateTimer(static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true), null, Every, Every);
}
