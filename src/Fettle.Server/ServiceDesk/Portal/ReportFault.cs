using Fettle.Server.Devices;
using Fettle.Server.Knowledge;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>
/// A requester says in their own words what is wrong, and nothing else is asked: the device follows from where they are signed in. A check-up of it
/// begins by itself once the ticket is there; articles that fit are offered at once.
/// </summary>
internal sealed class ReportFault(
    FettleDb db, CurrentPerson me, IPeople people, IDevices devices, IArticles articles, NewTicket tickets, OnceOnly once, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(string Text);

    /// <param name="Device">What it is about, where that is known; a check-up of it is on its way.</param>
    /// <param name="CheckupId">Null until the check-up has begun: the ticket's page tells.</param>
    public sealed record Report(long Number, DeviceRef? Device, IReadOnlyList<OfferedArticle> Articles, long? CheckupId);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/reports",
        (Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, ReportFault useCase, CancellationToken cancel) =>
            useCase.RunAsync(request, idempotencyKey, cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    /// <exception cref="Invalid">Nothing is written, or too much.</exception>
    public async Task<Report> RunAsync(Request request, string? idempotencyKey, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var text = Demand.Text(request.Text, "text", ReplyToTicket.LongestBody, severalLines: true);
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        me.Require(Permission.UsePortal, organisation);
        var device = await devices.WorkplaceOfAsync(me.Id, cancel);
        // Somebody at work on another organisation's device (a provider's technician) does not report that one here.
        device = device?.OrganisationId == organisation ? device : null;
        var offered = await articles.OfferAsync(organisation, text, cancel);

        var number = await once.RunAsync(idempotencyKey, request, () => OpenAsync(organisation, text, device?.Id, offered, cancel), cancel);
        var deviceId = await db.Tickets.Where(t => t.Number == number).Select(t => t.DeviceId).SingleAsync(cancel);
        return new(number, device is not null && deviceId == device.Id ? new(device.Id, device.Name, device.Presence) : null, offered, CheckupId: null);
    }

    private async Task<(long Organisation, long Number)> OpenAsync(
        long organisation, string text, long? device, IReadOnlyList<OfferedArticle> offered, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var ticket = await tickets.OpenAsync(
            new(organisation, TicketKind.Incident, SubjectOf(text), text) { RequesterId = me.Id, DeviceId = device }, Author.Requester(me), now, cancel);
        if (offered.Count > 0)
        {
            ticket.Note(EntryKind.ArticlesOffered, Author.Fettle, now, @public: true, data: new() { Articles = [.. offered.Select(a => new OfferedTitle(a.Id, a.Title))] });
            await one.SaveAsync(ticket, cancel);
        }
        return (organisation, ticket.Number);
    }

    /// <summary>The first sentence or line, cut at a word.</summary>
    internal static string SubjectOf(string text)
    {
        const int Longest = 80;
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny("\r\n");
        line = end < 0 ? line : line[..end].Trim();
        for (var i = 12; i < line.Length - 1; i++)
        {
            if (line[i] is '.' or '!' or '?' && line[i + 1] == ' ')
            {
                line = line[..(line[i] == '.' ? i : i + 1)];
                break;
            }
        }
        if (line.Length <= Longest)
            return line.TrimEnd('.').ToString();
        var space = line[..(Longest + 1)].LastIndexOf(' ');
        return $"{line[..(space > Longest / 2 ? space : Longest)]}…";
    }
}
