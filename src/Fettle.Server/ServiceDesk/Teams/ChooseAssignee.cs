namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>Whose turn it is, by a rule and nothing else.</summary>
internal static class ChooseAssignee
{
    /// <param name="Load">Tickets in hand that are not solved.</param>
    public sealed record Candidate(long Person, int Load, IReadOnlyList<string> Skills);

    /// <param name="last">Who got the last one.</param>
    /// <param name="asked">What the ticket asks for, lower case.</param>
    /// <returns>Null where nobody can: by skill, where nobody has any of what is asked for.</returns>
    public static long? Of(AssignmentMethod method, IReadOnlyList<Candidate> candidates, long? last, IReadOnlyCollection<string> asked)
    {
        var order = candidates.OrderBy(c => c.Person).ToList();
        return method switch
        {
            AssignmentMethod.RoundRobin => (order.Find(c => c.Person > last) ?? order.FirstOrDefault())?.Person,
            AssignmentMethod.ByLoad => Lightest(order, last),
            AssignmentMethod.BySkill => BySkill(order, last, asked),
            _ => null,
        };
    }

    private static long? BySkill(List<Candidate> order, long? last, IReadOnlyCollection<string> asked)
    {
        var most = order.Select(c => c.Skills.Count(asked.Contains)).DefaultIfEmpty().Max();
        // A ticket that asks for nothing is anybody's.
        return asked.Count == 0 ? Lightest(order, last)
            : most == 0 ? null
            : Lightest(order.FindAll(c => c.Skills.Count(asked.Contains) == most), last);
    }

    /// <summary>Among equals whoever comes after the last one, so that not the first in the list gets all.</summary>
    private static long? Lightest(List<Candidate> order, long? last)
    {
        var least = order.FindAll(c => c.Load == order.Min(o => o.Load));
        return (least.Find(c => c.Person > last) ?? least.FirstOrDefault())?.Person;
    }
}
