using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>What the tasks of a service must be like: each comes after tasks that there are, and none, by whatever way, after itself.</summary>
internal static class CheckGraph
{
    private const int MostTasks = 60;

    /// <exception cref="Invalid">A task is none, or they go round in a circle, which is named.</exception>
    public static void Run(IReadOnlyList<PlannedTask> tasks, IReadOnlyList<FormField> fields)
    {
        if (tasks.Count > MostTasks)
            throw new Invalid("tasks", $"are more than {MostTasks}");
        var after = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var task in tasks)
        {
            if (!CheckForm.Key().IsMatch(task.Key))
                throw new Invalid("tasks.key", $"“{task.Key}” is not a letter with letters, digits and hyphens after it");
            if (!after.TryAdd(task.Key, task.After ?? []))
                throw new Invalid("tasks.key", $"{task.Key} is there twice");
            Demand.Text(task.Title, "tasks.title", longest: 120);
            Demand.OptionalText(task.Text, "tasks.text", longest: 4000, severalLines: true);
            CheckForm.RequireKnown(task.When, fields, "tasks.when");
            if (task.DueDays is < -365 or > 365 || (task.DueDays < 0 && task.DueField is null))
                throw new Invalid("tasks.dueDays", "is not within a year, or before the work begins");
            if (task.DueField is { } due && fields.FirstOrDefault(f => f.Key == due)?.Type != AnswerType.Date)
                throw new Invalid("tasks.dueField", $"names {due}, which is no date of the form");
        }
        foreach (var (key, before) in after)
        {
            if (before.FirstOrDefault(b => !after.ContainsKey(b)) is { } unknown)
                throw new Invalid("tasks.after", $"of {key} names {unknown}, which is no task");
        }
        if (FindCircle(after) is { } circle)
            throw new Invalid("tasks", $"wait for each other in a circle: {string.Join(" → ", circle)}");
    }

    /// <summary>The tasks of a circle in the order in which they wait, the first one again at the end; null where there is none.</summary>
    internal static IReadOnlyList<string>? FindCircle(IReadOnlyDictionary<string, IReadOnlyList<string>> after)
    {
        var (done, way) = (new HashSet<string>(), new List<string>());
        return after.Keys.Select(Follow).FirstOrDefault(circle => circle is not null);

        IReadOnlyList<string>? Follow(string key)
        {
            if (way.IndexOf(key) is >= 0 and var start)
                return [.. way.Skip(start), key];
            if (!done.Add(key))
                return null;
            way.Add(key);
            var circle = after[key].Select(Follow).FirstOrDefault(found => found is not null);
            way.RemoveAt(way.Count - 1);
            return circle;
        }
    }
}
