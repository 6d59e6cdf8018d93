using Fettle.Server.Platform.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>What a list of tickets is limited to and how it is ordered, as it is written in an address.</summary>
/// <param name="View">A built-in view's name or a saved view's id; what else is given goes before what it says.</param>
/// <param name="Q">Words, found in subject, texts, requester and device; and conditions: <c>status:open requester:anna "blue screen" age&gt;3d -tag:vip</c>.</param>
/// <param name="Status">One or several, separated by commas; <c>active</c> stands for all that are not resolved, verified or closed.</param>
/// <param name="AssigneeId">A person's id, <c>me</c> or <c>none</c>.</param>
/// <param name="Due">By what is promised next: <c>breached</c>, <c>hour</c>, <c>today</c>, <c>week</c> (from now on), <c>paused</c> or <c>none</c>.</param>
/// <param name="CategoryId">A category; those below it are in it.</param>
/// <param name="Field">A field's id and what is in it: <c>12:Building A</c>.</param>
/// <param name="Favourite">True: the caller's favourites.</param>
/// <param name="Sort"><c>updated</c> (unless asked otherwise), <c>created</c>, <c>priority</c> or <c>due</c>.</param>
internal sealed record TicketQuery(
    [FromQuery] string? View = null,
    [FromQuery] string? Q = null,
    [FromQuery] string? Status = null,
    [FromQuery] string? Kind = null,
    [FromQuery] long? QueueId = null,
    [FromQuery] string? AssigneeId = null,
    [FromQuery] long? RequesterId = null,
    [FromQuery] long? DeviceId = null,
    [FromQuery] string? Tag = null,
    [FromQuery] long? OrganisationId = null,
    [FromQuery] long? CategoryId = null,
    [FromQuery] string? Field = null,
    [FromQuery] bool? Favourite = null,
    [FromQuery] string? Sort = null,
    [FromQuery] string? Due = null)
{
    /// <summary>Reads what a view has kept.</summary>
    /// <exception cref="Invalid">It names a filter that there is not, or a value that is none.</exception>
    public static TicketQuery Parse(string query)
    {
        var read = new TicketQuery();
        foreach (var (name, values) in QueryHelpers.ParseQuery(query))
        {
            read = name switch
            {
                "q" => read with { Q = One(values) },
                "status" => read with { Status = One(values) },
                "kind" => read with { Kind = One(values) },
                "queueId" => read with { QueueId = Id(name, values) },
                "assigneeId" => read with { AssigneeId = One(values) },
                "requesterId" => read with { RequesterId = Id(name, values) },
                "deviceId" => read with { DeviceId = Id(name, values) },
                "tag" => read with { Tag = One(values) },
                "organisationId" => read with { OrganisationId = Id(name, values) },
                "categoryId" => read with { CategoryId = Id(name, values) },
                "favourite" => read with { Favourite = values == "true" },
                "field" => read with { Field = One(values) },
                "sort" => read with { Sort = One(values) },
                "due" => read with { Due = One(values) },
                _ => throw new Invalid("query", $"has \"{name}\", which is no filter of tickets"),
            };
        }
        return read;
    }

    /// <summary>This query over what a view says.</summary>
    public TicketQuery Over(TicketQuery view) => new(
        null, Q ?? view.Q, Status ?? view.Status, Kind ?? view.Kind, QueueId ?? view.QueueId, AssigneeId ?? view.AssigneeId, RequesterId ?? view.RequesterId,
        DeviceId ?? view.DeviceId, Tag ?? view.Tag, OrganisationId ?? view.OrganisationId, CategoryId ?? view.CategoryId, Field ?? view.Field, Favourite ?? view.Favourite,
        Sort ?? view.Sort, Due ?? view.Due);

    /// <exception cref="Invalid">A name among them is none.</exception>
    public static IReadOnlyList<T> Names<T>(string? written, string field) where T : struct, Enum =>
    [
        .. from name in written?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []
           select !char.IsAsciiDigit(name[0]) && Enum.TryParse<T>(name, ignoreCase: true, out var value) ? value : throw new Invalid(field, $"has \"{name}\", which is none")
    ];

    private static string? One(StringValues values) => values.Count == 0 ? null : string.Join(',', values.ToArray());

    private static long Id(string name, StringValues values) => long.TryParse(values.ToString(), out var id) ? id : throw new Invalid(name, "is no id");
}
