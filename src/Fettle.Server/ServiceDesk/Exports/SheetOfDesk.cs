using Fettle.Server.Platform.Errors;
using Fettle.Server.ServiceDesk.Reports;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>How the desk did, part by part, the whole first.</summary>
internal sealed class SheetOfDesk(ReportOnDesk report)
{
    /// <exception cref="Invalid">The period, time zone or grouping is none.</exception>
    public async Task<Sheet> OfAsync(DateOnly? from, DateOnly? to, string? zone, string? by, long? organisationId, CancellationToken cancel)
    {
        var data = await report.RunAsync(from, to, zone, by, organisationId, cancel);
        SheetColumn[] columns =
        [
            new($"{data.By}", 4), new("Opened", 1), new("Solved", 1), new("Verified", 1), new("Reopened", 1), new("Backlog", 1), new("First answer, minutes"), new("Solution, minutes"),
            new("Promises kept, %"), new("Ratings", 1), new("Satisfied, %"),
        ];
        return new($"Service desk, {data.From:yyyy-MM-dd} to {data.To:yyyy-MM-dd}", columns, data.Groups.Select(g => Row(g.Name ?? "–", g.Figures)).Prepend(Row("All", data.All)).ToAsyncEnumerable());
    }

    private static IReadOnlyList<object?> Row(string name, DeskFigures f) =>
    [
        name, f.Opened, f.Solved, f.Verified, f.Reopened, f.Backlog, Rounded(f.FirstAnswerMinutes), Rounded(f.SolutionMinutes), Rounded(f.PromisesKept * 100), f.Ratings, Rounded(f.Satisfied * 100),
    ];

    private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 1) : null;
}
