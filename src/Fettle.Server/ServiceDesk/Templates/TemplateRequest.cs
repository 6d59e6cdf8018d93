using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Checklists;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>What somebody who manages the desk says about a template.</summary>
internal sealed record TemplateRequest(
    string Name, string Subject, string? Body = null, TicketKind Kind = TicketKind.Request, long? QueueId = null, long? CategoryId = null, Level Impact = Level.Medium,
    Level Urgency = Level.Medium, IReadOnlyList<string>? Tags = null, IReadOnlyList<TemplateField>? Fields = null, IReadOnlyList<string>? Checklist = null);

/// <param name="Fields">Fields of the desk's own that it fills in.</param>
internal sealed record TemplateView(
    long Id, long OrganisationId, string Name, TicketKind Kind, string Subject, string Body, long? QueueId, long? CategoryId, Level Impact, Level Urgency,
    IReadOnlyList<string> Tags, IReadOnlyList<TemplateField> Fields, IReadOnlyList<string> Checklist)
{
    public static TemplateView Of(TicketTemplate template)
    {
        var c = template.Read();
        return new(template.Id, template.OrganisationId, template.Name, c.Kind, c.Subject, c.Body, c.QueueId, c.CategoryId, c.Impact, c.Urgency, c.Tags, c.Fields, c.Checklist);
    }
}

/// <summary>Takes a template for a change, and reads what it is to be.</summary>
internal sealed class OneTemplate(FettleDb db, CurrentPerson me, SortedBy sorted, ReadFieldValue values)
{
    private const int MostFields = 50;

    /// <exception cref="NotFound">No such template in an organisation whose desk the caller manages.</exception>
    public async Task<TicketTemplate> RequireAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var template = await db.TicketTemplates.SingleOrDefaultAsync(t => t.Id == id, cancel);
        return template is not null && me.May(Permission.ManageServiceDesk, template.OrganisationId) ? template : throw new NotFound($"Template {id}");
    }

    /// <exception cref="Invalid">A field is missing or too long, or names a queue, a category or a field that is not there.</exception>
    /// <exception cref="Conflict">There is a template of this name.</exception>
    public async Task SetAsync(TicketTemplate template, TemplateRequest request, CancellationToken cancel)
    {
        var (organisation, name) = (template.OrganisationId, Demand.Text(request.Name, "name", longest: 80));
        if (request.Kind is not (TicketKind.Incident or TicketKind.Request))
            throw new Invalid("kind", "is neither incident nor request");
        if (request.QueueId is { } queue && !await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == organisation, cancel))
            throw new Invalid("queueId", "is no queue of this organisation");
        if (request.CategoryId is { } id && ((await sorted.TreeAsync(cancel)).Find(id) is not { Retired: false } category || (category.OrganisationId is { } of && of != organisation)))
            throw new Invalid("categoryId", "is no category of this organisation");
        if (await db.TicketTemplates.AnyAsync(t => t.OrganisationId == organisation && t.Name == name && t.Id != template.Id, cancel))
            throw new Conflict($"There is a template called {name} already.");
        template.Become(name, new(
            request.Kind, Demand.Text(request.Subject, "subject", Ticket.LongestSubject),
            Demand.OptionalText(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true) ?? "", request.QueueId, request.CategoryId,
            Demand.Known(request.Impact, "impact"), Demand.Known(request.Urgency, "urgency"), TagTicket.Clean(request.Tags ?? []),
            await FieldsAsync(organisation, request.Fields ?? [], cancel), AddChecks.Clean(request.Checklist)));
    }

    private async Task<IReadOnlyList<TemplateField>> FieldsAsync(long organisation, IReadOnlyList<TemplateField> wanted, CancellationToken cancel)
    {
        if (wanted.Count > MostFields)
            throw new Invalid("fields", $"are more than {MostFields}");
        var known = await sorted.FieldsOfAsync(organisation, cancel);
        var read = new List<TemplateField>();
        foreach (var one in wanted.DistinctBy(f => f.FieldId))
        {
            var field = known.Find(f => f.Id == one.FieldId && !f.Retired) ?? throw new Invalid("fields", $"has {one.FieldId}, which is no field of this organisation");
            if (await values.ReadAsync(field, organisation, one.Value, cancel) is { } value)
                read.Add(new(one.FieldId, value));
        }
        return read;
    }
}
