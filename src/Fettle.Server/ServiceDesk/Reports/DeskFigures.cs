namespace Fettle.Server.ServiceDesk.Reports;

/// <summary>What the tickets of a period are grouped by.</summary>
internal enum ReportGroup
{
    Queue,
    Organisation,
    Technician,

    /// <summary>The team to which the ticket's queue is given.</summary>
    Team,
    Category,
    DeviceModel,
}

/// <summary>How a desk, or one part of it, did in a period.</summary>
/// <param name="Opened">Tickets that were opened in it.</param>
/// <param name="Solved">Tickets that are solved, and became so in it.</param>
/// <param name="Verified">Of these, proven by the device's own evidence.</param>
/// <param name="Reopened">How often a solved ticket was opened again in it.</param>
/// <param name="Backlog">Tickets that wait to be solved, now.</param>
/// <param name="FirstAnswerMinutes">Median from opening to the first answer, of those opened in the period that were answered; null where there are none.</param>
/// <param name="SolutionMinutes">Median from opening to solution, of those solved in the period.</param>
/// <param name="PromisesKept">The part of the promises of the tickets solved in the period that were kept, 0 to 1; null where nothing was promised.</param>
/// <param name="Ratings">How many requesters said how it went.</param>
/// <param name="Satisfied">The part of them that said good or very good, 0 to 1; null where nobody said anything.</param>
internal sealed record DeskFigures(
    int Opened, int Solved, int Verified, int Reopened, int Backlog, double? FirstAnswerMinutes, double? SolutionMinutes, double? PromisesKept, int Ratings, double? Satisfied);

/// <summary>Adds up one part of the desk; memory is a float for each answer and solution.</summary>
internal sealed class Tally
{
    private readonly List<float> _answers = [], _solutions = [];

    public int Opened { get; private set; }

    public int Verified { get; private set; }

    public int Reopened { get; set; }

    public int Backlog { get; set; }

    public int Promises { get; set; }

    public int Kept { get; set; }

    public int Ratings { get; set; }

    public int Satisfied { get; set; }

    public void Open(DateTimeOffset created, DateTimeOffset? answered)
    {
        Opened++;
        if (answered is { } at)
            _answers.Add((float)(at - created).TotalMinutes);
    }

    public void Solve(DateTimeOffset created, DateTimeOffset solved, bool verified)
    {
        _solutions.Add((float)(solved - created).TotalMinutes);
        if (verified)
            Verified++;
    }

    public DeskFigures Figures() => new(
        Opened, _solutions.Count, Verified, Reopened, Backlog, Median(_answers), Median(_solutions), Promises == 0 ? null : (double)Kept / Promises, Ratings, Ratings == 0 ? null : (double)Satisfied / Ratings);

    private static double? Median(List<float> minutes)
    {
        if (minutes.Count == 0)
            return null;
        minutes.Sort();
        return (minutes[(minutes.Count - 1) / 2] + minutes[minutes.Count / 2]) / 2d;
    }
}
