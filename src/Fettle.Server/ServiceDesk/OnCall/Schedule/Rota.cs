using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.OnCall.Schedule;

/// <summary>Answers who is on call: a pure function of the rules, the stand-ins and an instant. Hand-overs are on the wall clock, across daylight saving too.</summary>
internal sealed class Rota
{
    private readonly RotationRules _rules;
    private readonly IReadOnlyList<StandIn> _standIns;
    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<BusinessHours?> _hours;
    private readonly BusinessHours? _loud;

    /// <param name="standIns">Of two that overlap the later one in the list counts.</param>
    public Rota(RotationRules rules, IReadOnlyList<StandIn> standIns)
    {
        (_rules, _standIns) = (rules, standIns);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone);
        _hours = [.. rules.Layers.Select(l => l.Hours is { Count: > 0 } week ? new BusinessHours(new(rules.TimeZone, week, [])) : null)];
        _loud = rules.Quiet is { } quiet ? new(new(rules.TimeZone, [.. Enum.GetValues<DayOfWeek>().SelectMany(day => Outside(day, quiet))], [])) : null;
    }

    /// <summary>Everybody to be told of something, in that order, each once: whoever has each layer's turn, then who has the first layer's next turns.</summary>
    public IReadOnlyList<long> ToTellAt(DateTimeOffset at)
    {
        var onCall = Enumerable.Range(0, _rules.Layers.Count).Select(layer => WhoAt(layer, at));
        var following = _rules.Layers is [var first, ..] && NumberAt(first, at) is { } turn ? first.People.Select((_, i) => (long?)first.People[(int)((turn + 1 + i) % first.People.Count)]) : [];
        return [.. onCall.Concat(following).OfType<long>().Distinct()];
    }

    /// <summary>Who has a layer's turn; null: nobody.</summary>
    public long? WhoAt(int layer, DateTimeOffset at) => ShiftAt(layer, at).PersonId;

    /// <summary>The shifts of a layer, without a gap from the one instant to the other.</summary>
    public IReadOnlyList<Shift> Shifts(int layer, DateTimeOffset from, DateTimeOffset to)
    {
        var shifts = new List<Shift>();
        while (from < to)
        {
            var shift = ShiftAt(layer, from);
            var end = shift.To < to ? shift.To : to;
            if (shifts is [.., var last] && last.PersonId == shift.PersonId && last.StandsIn == shift.StandsIn && last.PersonId is null)
                shifts[^1] = last with { To = end };
            else
                shifts.Add(shift with { From = from, To = end });
            from = end;
        }
        return shifts;
    }

    /// <summary>The first instant from which what is not urgent may be told.</summary>
    public DateTimeOffset LoudFrom(DateTimeOffset at) => _loud?.After(at, TimeSpan.FromTicks(1)) is { } loud ? loud - TimeSpan.FromTicks(1) : at;

    /// <summary>Whoever is on call at an instant, and until when that stays so; the shift may have begun earlier.</summary>
    private Shift ShiftAt(int layer, DateTimeOffset at)
    {
        var rules = _rules.Layers[layer];
        var (person, until) = TurnAt(rules, _hours[layer], at);
        if (layer > 0)
            return new(at, until, person, StandsIn: false);

        foreach (var standIn in _standIns.Where(s => s.From > at && s.From < until))
            until = standIn.From;
        var now = _standIns.LastOrDefault(s => s.From <= at && at < s.To);
        if (now is null)
            return new(at, until, person, StandsIn: false);
        // A later stand-in in the list takes over from an earlier one.
        var end = _standIns.Where(s => s.From > at && s.From < now.To).Select(s => s.From).Append(now.To).Min();
        return new(at, end, now.PersonId, StandsIn: true);
    }

    private (long? Person, DateTimeOffset Until) TurnAt(Layer layer, BusinessHours? hours, DateTimeOffset at)
    {
        if (NumberAt(layer, at) is not { } number)
            return (null, HandOver(layer, 0));
        var (person, until) = (layer.People[(int)(number % layer.People.Count)], HandOver(layer, number + 1));
        if (hours is null)
            return (person, until);
        var opens = hours.After(at, TimeSpan.FromTicks(1)) is { } soon ? soon - TimeSpan.FromTicks(1) : DateTimeOffset.MaxValue;
        return opens > at ? (null, opens < until ? opens : until) : (person, hours.ClosesAfter(at, until));
    }

    /// <summary>How many hand-overs there were since the first; null before it.</summary>
    private long? NumberAt(Layer layer, DateTimeOffset at)
    {
        long number = (WallClock.DateOf(at, _zone).DayNumber - layer.From.DayNumber) / layer.EveryDays;
        while (number > 0 && HandOver(layer, number) > at)
            number--;
        while (HandOver(layer, number + 1) <= at)
            number++;
        return HandOver(layer, Math.Max(0, number)) <= at ? number : null;
    }

    private DateTimeOffset HandOver(Layer layer, long number) =>
        WallClock.FirstInstantOf(layer.From.ToDateTime(TimeOnly.MinValue).AddDays(number * layer.EveryDays).AddMinutes(layer.HandOverMinute), _zone);

    private static IEnumerable<WeekSpan> Outside(DayOfWeek day, DaySpan quiet)
    {
        const int Midnight = 24 * 60;
        if (quiet.ToMinute > Midnight)
        {
            yield return new(day, quiet.ToMinute - Midnight, quiet.FromMinute);
            yield break;
        }
        if (quiet.FromMinute > 0)
            yield return new(day, 0, quiet.FromMinute);
        if (quiet.ToMinute < Midnight)
            yield return new(day, quiet.ToMinute, Midnight);
    }
}
