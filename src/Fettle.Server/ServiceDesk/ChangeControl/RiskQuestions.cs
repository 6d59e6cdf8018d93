using Fettle.Server.Platform.Errors;

namespace Fettle.Server.ServiceDesk.ChangeControl;

/// <summary>What is asked to tell how risky a change is. Each answer has points; their sum is the score. The pages say the words in the reader's language.</summary>
internal static class RiskQuestions
{
    /// <param name="Id">Names the answer among those of all questions: <c>reach.team</c>.</param>
    internal sealed record Answer(string Id, int Points);

    internal sealed record Question(string Id, IReadOnlyList<Answer> Answers);

    /// <summary>From here on the risk is medium.</summary>
    public const int Medium = 5;

    /// <summary>From here on it is high.</summary>
    public const int High = 9;

    public static readonly IReadOnlyList<Question> All =
    [
        new("reach", [new("reach.person", 0), new("reach.team", 1), new("reach.site", 2), new("reach.everyone", 4)]),
        new("interruption", [new("interruption.none", 0), new("interruption.short", 1), new("interruption.long", 3)]),
        new("tested", [new("tested.same", 0), new("tested.similar", 1), new("tested.never", 3)]),
        new("undo", [new("undo.minutes", 0), new("undo.hours", 2), new("undo.hard", 4)]),
        new("before", [new("before.often", 0), new("before.once", 1), new("before.never", 2)]),
    ];

    /// <summary>The worst that can be answered.</summary>
    public static int Most { get; } = All.Sum(q => q.Answers.Max(a => a.Points));

    public static int Score(IReadOnlyCollection<string> answers) => All.SelectMany(q => q.Answers).Where(a => answers.Contains(a.Id)).Sum(a => a.Points);

    public static RiskLevel LevelOf(int score) => score >= High ? RiskLevel.High : score >= Medium ? RiskLevel.Medium : RiskLevel.Low;

    public static bool AreAllAnswered(IReadOnlyCollection<string> answers) => All.All(q => q.Answers.Any(a => answers.Contains(a.Id)));

    /// <summary>Known answers, one to a question, in the order of the questions.</summary>
    /// <exception cref="Invalid">An answer is not known, or a question is answered twice.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyList<string>? answers)
    {
        var given = (answers ?? []).ToHashSet(StringComparer.Ordinal);
        var known = All.ToDictionary(q => q.Id, q => q.Answers.Where(a => given.Contains(a.Id)).Select(a => a.Id).ToList());
        if (known.Values.Sum(a => a.Count) != given.Count)
            throw new Invalid("riskAnswers", "has an answer that is not known");
        if (known.FirstOrDefault(q => q.Value.Count > 1).Key is { } twice)
            throw new Invalid("riskAnswers", $"answers {twice} twice");
        return [.. known.Values.SelectMany(a => a)];
    }
}
