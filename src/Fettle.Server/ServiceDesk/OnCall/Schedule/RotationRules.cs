using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.OnCall.Schedule;

/// <summary>People who take turns.</summary>
/// <param name="People">In the order of their turns.</param>
/// <param name="EveryDays">How long a turn is: 1 is daily, 7 weekly.</param>
/// <param name="From">The date of the first hand-over; before it nobody is on call.</param>
/// <param name="HandOverMinute">When a turn begins and ends, in minutes after midnight on the wall clock of the rotation's zone.</param>
/// <param name="Hours">When the layer is on call at all; null: always.</param>
internal sealed record Layer(IReadOnlyList<long> People, int EveryDays, DateOnly From, int HandOverMinute, IReadOnlyList<WeekSpan>? Hours = null);

/// <summary>Who is on call, as a person writes it down.</summary>
/// <param name="TimeZone">An IANA name: <c>Europe/Berlin</c>.</param>
/// <param name="Layers">The first is told first; who does not answer is followed by the next.</param>
/// <param name="EscalateAfterMinutes">How long somebody has to answer.</param>
/// <param name="Quiet">In these hours of each day only what is urgent (P1 and P2) is told, the rest when they end; from 22:00 to 6:00 is 1320 to 1800.</param>
internal sealed record RotationRules(string TimeZone, IReadOnlyList<Layer> Layers, int EscalateAfterMinutes, DaySpan? Quiet = null);

/// <summary>Somebody stands in for whoever has the first layer's turn.</summary>
internal sealed record StandIn(long PersonId, DateTimeOffset From, DateTimeOffset To);

/// <summary>A time in which somebody is on call; null is nobody.</summary>
internal sealed record Shift(DateTimeOffset From, DateTimeOffset To, long? PersonId, bool StandsIn);
