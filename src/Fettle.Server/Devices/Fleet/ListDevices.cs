using Fettle.Server.Devices.Gateway;
using Fettle.Server.Diagnosis;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Fleet;

/// <summary>Lists devices by name, with who is at work on them and what is found wrong.</summary>
internal sealed class ListDevices(FettleDb db, LivePresence presence, IFindings findings, CurrentPerson me) : IUseCase
{
    /// <param name="Q">Part of the name, the host name, the operating system, or of an account at work.</param>
    /// <param name="Os">Part of the operating system's name, or linux, or windows.</param>
    /// <param name="Retired">True: those that are retired, and no others.</param>
    public sealed record Request(string? Q, long? OrganisationId, Named<Presence>? Presence, string? Os, long? OwnerId, bool? Retired, string? Cursor, int? Limit);

    /// <param name="OpenFindings">Findings above info of its newest check-up that no remedy has put right.</param>
    public sealed record Item(
        long Id, string Name, string HostName, long OrganisationId, string Os, string Platform, Presence Presence, DateTimeOffset? LastSeenAt,
        IReadOnlyList<string> UsersAtWork, string AgentVersion, long? OwnerId, int OpenFindings);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/devices", async ([AsParameters] Request request, ListDevices useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, cancel)));

    /// <exception cref="Invalid">The cursor is not one that this server gave out.</exception>
    public async Task<Page<Item>> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var allowed = me.OrganisationsWith(Permission.ViewDevices);
        var (from, count, now) = (Cursor.Read(request.Cursor), Cursor.Limit(request.Limit), presence.Now);
        var (live, retired) = (presence.Gateways, request.Retired == true);
        var (words, os) = (request.Q?.Trim().ToLowerInvariant(), request.Os?.Trim());

        var found = from device in db.Devices
                    join sighting in db.Sightings on device.Id equals sighting.DeviceId
                    where (allowed == null || allowed.Contains(device.OrganisationId)) && device.RetiredAt != null == retired
                    select new
                    {
                        device,
                        sighting,
                        Online = (sighting.ConnectedTo != null && live.Contains(sighting.ConnectedTo)) || (sighting.OnlineUntil != null && sighting.OnlineUntil > now),
                    };
        if (request.OrganisationId is { } organisation)
            found = found.Where(f => f.device.OrganisationId == organisation);
        if (request.OwnerId is { } owner)
            found = found.Where(f => f.device.OwnerId == owner);
        if (!string.IsNullOrEmpty(os))
            found = found.Where(f => f.device.Platform == os || f.device.Os.Contains(os));
        if (!string.IsNullOrEmpty(words))
        {
            var users = db.UsersOfDevices;
            found = found.Where(f => f.device.SearchText.Contains(words)
                || users.Any(u => u.DeviceId == f.device.Id && u.AtWork && u.Account.Contains(words)));
        }
        found = request.Presence?.Value switch
        {
            Presence.Online => found.Where(f => f.Online),
            Presence.Offline => found.Where(f => !f.Online && f.sighting.LastSeenAt != null),
            Presence.Never => found.Where(f => !f.Online && f.sighting.LastSeenAt == null),
            _ => found,
        };
        if (from is not null)
            found = found.Where(f => f.device.Name.CompareTo(from.Key) > 0 || (f.device.Name == from.Key && f.device.Id > from.Id));

        var rows = await found.OrderBy(f => f.device.Name).ThenBy(f => f.device.Id).Take(count + 1).Select(f => new
        {
            f.device.Id,
            f.device.Name,
            f.device.HostName,
            f.device.OrganisationId,
            f.device.Os,
            f.device.Platform,
            f.device.AgentVersion,
            f.device.OwnerId,
            f.sighting.ConnectedTo,
            f.sighting.OnlineUntil,
            f.sighting.LastSeenAt,
            f.sighting.UsersAtWork,
        }).ToListAsync(cancel);
        var open = await findings.OpenAsync([.. rows.Select(r => r.Id)], cancel);
        return Cursor.Page(rows, count, r => new Cursor(r.Name, r.Id), r => new Item(
            r.Id, r.Name, r.HostName, r.OrganisationId, r.Os, r.Platform, presence.Of(r.ConnectedTo, r.OnlineUntil, r.LastSeenAt), r.LastSeenAt,
            [.. KnownDevices.UsersAtWork(r.UsersAtWork).Select(u => u.Name).Distinct()], r.AgentVersion, r.OwnerId, open.GetValueOrDefault(r.Id)));
    }
}
