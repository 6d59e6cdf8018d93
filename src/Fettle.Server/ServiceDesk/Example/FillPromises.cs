using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Promises.Levels;

namespace Fettle.Server.ServiceDesk.Example;

/// <summary>What the example's houses are promised: the usual, in office hours with the holidays of the year's end; and who is on call at night.</summary>
internal sealed class FillPromises(FettleDb db) : IExample
{
    private const string Zone = "Europe/Berlin";

    /// <summary>Before the tickets, whose clocks run by it.</summary>
    public int Order => 35;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        var rules = CalendarRules.Usual(Zone) with
        {
            Days =
            [
                new("Christmas Eve", new(2020, 12, 24), null, Yearly: true, [new(8 * 60, 12 * 60)]),
                new("Christmas", new(2020, 12, 25), new(2020, 12, 26), Yearly: true, []),
                new("New Year", new(2020, 1, 1), null, Yearly: true, []),
            ],
        };
        var calendar = BusinessCalendar.Of(organisation: null, "Office hours", rules);
        db.Add(calendar);
        var first = world.Organisations[0];
        var today = DateOnly.FromDateTime(world.Now.UtcDateTime);
        db.Add(Rotation.Of(first.Id, "Nights and weekends", new(
            Zone, [new([.. first.Technicians.Select(t => t.Id)], EveryDays: 7, today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), HandOverMinute: 9 * 60)], EscalateAfterMinutes: 15)));
        await db.SaveChangesAsync(cancel);
        db.Add(ServiceLevel.Of(new(null, null, null), "Usual", calendar.Id, SetUsualServiceLevel.Terms));
        await db.SaveChangesAsync(cancel);
    }
}
