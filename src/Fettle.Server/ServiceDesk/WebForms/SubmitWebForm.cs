using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.Features;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>
/// Takes what a stranger wrote in a form. Programs are told by a field that people do not see and by how fast they are; what is left over is held by
/// budgets: for a network address, a sender, and the form.
/// </summary>
internal sealed class SubmitWebForm(FettleDb db, OrganisationScope scope, Actor actor, FormStamp stamps, TakeReport take)
{
    private const int LargestForm = 128 * 1024;

    // Of this process alone: a hash of an address must not be turned back into it by trying all.
    private static readonly byte[] s_salt = RandomNumberGenerator.GetBytes(32);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(
            "/form/{key}", (string key, HttpContext context, SubmitWebForm useCase, CancellationToken cancel) => useCase.RunAsync(key, context, cancel))
        .RequireRateLimiting(RateLimits.Entering).ExcludeFromDescription();

    public async Task RunAsync(string key, HttpContext context, CancellationToken cancel)
    {
        if (await ShowWebForm.FindAsync(db, key, cancel) is not { } form)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestForm;
        if (!context.Request.HasFormContentType)
            throw new Invalid("body", "is no form");
        var sent = await context.Request.ReadFormAsync(new() { BufferBodyLengthLimit = LargestForm, ValueCountLimit = 20, ValueLengthLimit = LargestForm }, cancel);

        if (!string.IsNullOrEmpty(sent["website"]))
        {
            await FormPage.ThankAsync(context, form, null, cancel);
            return;
        }
        var filled = new FormPage.Filled(sent["name"], sent["email"], sent["subject"], sent["body"]);
        var german = FormPage.IsGerman(context.Request);
        if (!stamps.IsGood(form, sent["stamp"]))
        {
            await AgainAsync(german ? "Das ging sehr schnell oder dauerte sehr lange. Bitte senden Sie es noch einmal." : "That was very quick, or took very long. Please send it again.", 400);
            return;
        }
        TakeReport.Report report;
        try
        {
            report = TakeReport.Read(filled.Name, filled.Email, filled.Subject, filled.Body);
        }
        catch (Invalid e)
        {
            // Said on the form itself, with what was written still in it.
            await AgainAsync(german ? "Bitte füllen Sie alle Felder aus, und prüfen Sie Ihre Mailadresse." : e.Message, 400);
            return;
        }

        scope.LimitTo([form.OrganisationId]);
        actor.Doing = nameof(SubmitWebForm);
        if (await take.RunAsync(form, report, AddressOf(context), cancel) is { } number)
            await FormPage.ThankAsync(context, form, number, cancel);
        else
            await AgainAsync(german ? "Es sind gerade sehr viele Nachrichten gekommen. Bitte versuchen Sie es in einer Stunde noch einmal." : "Very many messages have come just now. Please try again in an hour.", 429);

        Task AgainAsync(string words, int status) => FormPage.ShowAsync(context, form, stamps.Of(form), filled with { Words = words }, status, cancel);
    }

    private static string AddressOf(HttpContext context) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(s_salt, Encoding.ASCII.GetBytes($"{context.Connection.RemoteIpAddress}")).AsSpan(0, 12));
}
