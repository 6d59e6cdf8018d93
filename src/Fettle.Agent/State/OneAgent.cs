namespace Fettle.Agent.State;

/// <summary>Two agents with one journal would each believe that they alone run jobs. The lock goes with the process, however it ends.</summary>
internal static class OneAgent
{
    /// <summary>Null where another agent holds the folder.</summary>
    public static FileStream? TryHold(StateFolder state) =>
        TryOpen(state["lock"], FileMode.OpenOrCreate, FileAccess.ReadWrite)
        // A disk that can only be read has the file of an earlier start, which can be locked all the same.
        ?? TryOpen(state["lock"], FileMode.Open, FileAccess.Read);

    private static FileStream? TryOpen(string file, FileMode mode, FileAccess access)
    {
        try
        {
            return new FileStream(file, mode, access, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static bool IsRunning(StateFolder state)
    {
        if (!File.Exists(state["lock"]))
            return false;
        using var held = TryHold(state);
        return held is null;
    }
}
