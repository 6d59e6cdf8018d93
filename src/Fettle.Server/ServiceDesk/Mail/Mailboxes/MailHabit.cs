namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>
/// Whether a mailbox is quieter than it ever was. Nights and weekends are part of its habit, so its longest silence of the last weeks is the measure, and
/// nothing has to be set.
/// </summary>
internal static class MailHabit
{
    /// <summary>How far back a habit goes.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(28);

    private const int Fewest = 30;
    private static readonly TimeSpan ShortestMemory = TimeSpan.FromDays(14);
    private static readonly TimeSpan Always = TimeSpan.FromHours(4);

    /// <param name="arrivals">When mail came within <see cref="Memory"/>, in any order.</param>
    /// <returns>How long it usually is silent at most, where it has been silent for much longer; null where all is well or not enough is known.</returns>
    public static TimeSpan? BrokenBySilence(IEnumerable<DateTimeOffset> arrivals, DateTimeOffset now)
    {
        var came = arrivals.Order().ToList();
        if (came.Count < Fewest || now - came[0] < ShortestMemory)
            return null;
        var longest = came.Zip(came.Skip(1), (earlier, later) => later - earlier).Max();
        var silent = now - came[^1];
        return silent > Always && silent > longest * 1.5 ? longest : null;
    }
}
