using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>A program of the house hands in what somebody wrote, as the form would: with an API token that has the permission DeliverMail and nothing else.</summary>
internal sealed class HandInReport(FettleDb db, CurrentPerson me, OnceOnly once, TakeReport take) : IUseCase
{
    /// <param name="Name">Who writes, in their words.</param>
    public sealed record Request(string Email, string Subject, string Body, string? Name = null);

    public sealed record Receipt(long Number);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/web-forms/{formId:long}/reports",
        (long formId, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HandInReport useCase, CancellationToken cancel) =>
            useCase.RunAsync(formId, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such form in an organisation where the caller delivers mail.</exception>
    /// <exception cref="Invalid">A field is missing or too long.</exception>
    /// <exception cref="Conflict">The form is switched off, or its budget is used up.</exception>
    public async Task<Receipt> RunAsync(long formId, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        me.Require(Permission.DeliverMail);
        var form = await db.WebForms.AsNoTracking().SingleOrDefaultAsync(f => f.Id == formId, cancel);
        if (form is null || !me.May(Permission.DeliverMail, form.OrganisationId))
            throw new NotFound($"Form {formId}");
        if (!form.Enabled)
            throw new Conflict("The form is switched off.");
        var report = TakeReport.Read(request.Name, request.Email, request.Subject, request.Body);
        var number = await once.RunAsync(
            idempotencyKey, (formId, request),
            async () => (form.OrganisationId, await take.RunAsync(form, report, address: null, cancel) ?? throw new Conflict("The form has taken as many reports as it takes within an hour.")),
            cancel);
        return new(number);
    }
}
