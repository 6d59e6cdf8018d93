using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.OnCall.Schedule;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Promises.Calendars;
using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.OnCall.Rotations;

/// <summary>What a rotation that somebody sends must be like.</summary>
internal sealed class CheckRotation(InForce levels, IPeople people)
{
    private const int Day = 24 * 60;

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Invalid">A field is none, or names somebody who works no tickets.</exception>
    public async Task<RotationDraft> RunAsync(RotationDraft draft, CancellationToken cancel)
    {
        levels.RequireToManage(draft.OrganisationId, $"Organisation {draft.OrganisationId}");
        var rules = draft.Rules;
        CheckRules.RequireZone(rules.TimeZone, "rules.timeZone");
        if (rules.Layers.Count is 0 or > 10)
            throw new Invalid("rules.layers", "are not between 1 and 10");
        foreach (var layer in rules.Layers)
            Check(layer);
        if (rules.EscalateAfterMinutes is < 1 or > Day)
            throw new Invalid("rules.escalateAfterMinutes", "is not between a minute and a day");
        if (rules.Quiet is { } quiet && (quiet.FromMinute is < 0 or >= Day || quiet.ToMinute <= quiet.FromMinute || quiet.ToMinute - quiet.FromMinute >= Day))
            throw new Invalid("rules.quiet", "are no hours of a day");
        await RequireStaffAsync(rules.Layers.SelectMany(l => l.People), "rules.layers", cancel);
        return draft with { Name = Demand.Text(draft.Name, "name", longest: 80), WebhookUrl = Url(draft.WebhookUrl), WebhookSecret = Secret(draft.WebhookSecret) };
    }

    /// <exception cref="Invalid">Somebody among them works no tickets.</exception>
    public async Task RequireStaffAsync(IEnumerable<long> ids, string field, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        var known = await people.NamesAsync(wanted, cancel);
        if (wanted.Exists(id => !known.TryGetValue(id, out var person) || !person.Staff))
            throw new Invalid(field, "names somebody who works no tickets");
    }

    private static void Check(Layer layer)
    {
        if (layer.People.Count is 0 or > 100)
            throw new Invalid("rules.layers.people", "are not between 1 and 100");
        if (layer.EveryDays is < 1 or > 366)
            throw new Invalid("rules.layers.everyDays", "is not between 1 and 366");
        if (layer.HandOverMinute is < 0 or >= Day)
            throw new Invalid("rules.layers.handOverMinute", "is not within a day");
        if (layer.From.Year is < 2000 or > 2200)
            throw new Invalid("rules.layers.from", "is no day that a rotation would begin on");
        if (layer.Hours is { Count: > 0 } hours)
            CheckRules.Check(new CalendarRules("Etc/UTC", hours, []));
    }

    private static string? Url(string? written)
    {
        if (Demand.OptionalText(written, "webhookUrl", longest: 1000) is not { } url)
            return null;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0
            ? url
            : throw new Invalid("webhookUrl", "is no address such as https://sms.example.org/send");
    }

    private static string? Secret(string? written) => Demand.OptionalText(written, "webhookSecret", longest: 200);
}
