using System.Globalization;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>Somebody asks for a service: the form becomes a ticket, and whoever has to agree is asked.</summary>
internal sealed class SendRequest(
    FettleDb db, CurrentPerson me, WhoSees sees, ReadAnswers read, ShowAnswers show, NewTicket tickets, OneTicket one, OnceOnly once, Advance advance, IDevices devices,
    TimeProvider clock) : IUseCase
{
    /// <param name="Answers">By the keys of the form's fields; each is a list of texts, of one for most.</param>
    /// <param name="Version">The form that was filled in; null: whatever it is now.</param>
    public sealed record Request(IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, long? Version = null);

    public sealed record Response(long Number);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/services/{id:long}/requests",
        (long id, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, SendRequest useCase, CancellationToken cancel) =>
            useCase.RunAsync(id, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">There is no such service, or it is not offered to the caller.</exception>
    /// <exception cref="Invalid">An answer is missing, is not what its field takes, or to something that is not asked.</exception>
    /// <exception cref="Conflict">The form changed while it was filled in.</exception>
    public async Task<Response> RunAsync(long id, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        var organisation = await sees.OwnOrganisationAsync(cancel);
        var offering = await sees.RequireOfferedAsync(id, organisation, cancel);
        if (request.Version is { } seen && seen != offering.Version)
            throw new Conflict("This form changed while you filled it in. Open it again.");
        return new(await once.RunAsync(idempotencyKey, (id, request), () => OpenAsync(offering, organisation, request.Answers, cancel), cancel));
    }

    private async Task<(long Organisation, long Number)> OpenAsync(
        Offering offering, long organisation, IReadOnlyDictionary<string, IReadOnlyList<string>> given, CancellationToken cancel)
    {
        var (plan, now) = (offering.ReadPlan(), clock.GetUtcNow());
        var answers = await read.RunAsync(plan.Fields, given, organisation, cancel);
        var files = await FilesAsync(plan, answers, cancel);
        var shown = await show.RunAsync(plan.Fields, answers, files.ToDictionary(f => f.Id, f => f.Name), cancel);
        var ticket = await tickets.OpenAsync(
            new(organisation, TicketKind.Request, Subject(offering, shown), shown.Count == 0 ? offering.Name : ShowAnswers.Markdown(shown))
            {
                RequesterId = me.Id,
                DeviceId = await DeviceAsync(plan, answers, organisation, cancel),
                QueueId = await QueueAsync(offering, organisation, cancel),
            },
            Author.Requester(me), now, cancel);
        TakeFiles.AddTo(ticket.Entries[0], files.Select(f => (f.Name, new Platform.Blobs.Blob(f.Hash, f.Size))));
        db.RemoveRange(files);

        var asked = CatalogueRequest.Of(ticket, offering, plan, answers, shown, me.Id);
        db.Add(asked);
        db.AddRange(Approval.NeededBy(asked));
        await db.SaveChangesAsync(cancel);
        await advance.RunAsync(ticket, cancel);
        await one.SaveAsync(ticket, cancel);
        return (organisation, ticket.Number);
    }

    /// <summary>The name of the service, and what tells this request from another of it: the first line of text, person or choice that was answered.</summary>
    private static string Subject(Offering offering, IReadOnlyList<ShownAnswer> shown)
    {
        var telling = shown.FirstOrDefault(a => a.Type is AnswerType.Text or AnswerType.Person or AnswerType.Choice or AnswerType.Choices or AnswerType.Device)?.Text;
        var subject = telling is null ? offering.Name : $"{offering.Name}: {telling}";
        return subject.Length <= Ticket.LongestSubject ? subject : $"{subject[..(Ticket.LongestSubject - 1)]}…";
    }

    private async Task<List<Upload>> FilesAsync(Plan plan, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, CancellationToken cancel)
    {
        var ids = plan.Fields.Where(f => f.Type == AnswerType.Attachment).SelectMany(f => answers.GetValueOrDefault(f.Key) ?? []).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList();
        return ids.Count == 0 ? [] : await db.Uploads.Where(u => ids.Contains(u.Id)).OrderBy(u => u.Id).ToListAsync(cancel);
    }

    /// <summary>The device that the form names, else the one that they work at.</summary>
    private async Task<long?> DeviceAsync(Plan plan, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, long organisation, CancellationToken cancel)
    {
        if (plan.Fields.FirstOrDefault(f => f.Type == AnswerType.Device && answers.ContainsKey(f.Key)) is { } field)
            return long.Parse(answers[field.Key][0], CultureInfo.InvariantCulture);
        return await devices.WorkplaceOfAsync(me.Id, cancel) is { } device && device.OrganisationId == organisation ? device.Id : null;
    }

    /// <summary>A queue that is gone, or of another organisation, keeps nobody from asking.</summary>
    private async Task<long?> QueueAsync(Offering offering, long organisation, CancellationToken cancel) =>
        await db.Queues.Where(q => q.Id == offering.QueueId && q.OrganisationId == organisation).Select(q => (long?)q.Id).FirstOrDefaultAsync(cancel);
}
