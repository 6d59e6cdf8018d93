using System.Text.RegularExpressions;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>
/// Makes a ticket of what was written in a form. Whoever wrote it says who they are and proves nothing: they are noted as its sender, and are its requester
/// so that they can be answered, but nothing is said in their name.
/// </summary>
internal sealed partial class TakeReport(FettleDb db, IPeople people, NewTicket tickets, TimeProvider clock)
{
    public const int LongestBody = 20_000;

    private const int PerSender = 5;
    private const int PerAddress = 10;

    public sealed record Report(string? Name, string Email, string Subject, string Body);

    /// <exception cref="Invalid">A field is missing or too long, or the address is none.</exception>
    public static Report Read(string? name, string? email, string? subject, string? body)
    {
        var address = Demand.Text(email, "email", longest: 254).ToLowerInvariant();
        return new(
            Demand.OptionalText(name, "name", longest: 200),
            Address().IsMatch(address) ? address : throw new Invalid("email", "is not a mail address such as amira@example.org"),
            Demand.Text(subject, "subject", Ticket.LongestSubject),
            Demand.Text(body, "body", LongestBody, severalLines: true));
    }

    /// <param name="address">A hash of the network address that it came from.</param>
    /// <returns>The ticket's number; null where a budget is used up.</returns>
    public async Task<long?> RunAsync(WebForm form, Report report, string? address, CancellationToken cancel)
    {
        long? number = null;
        await db.InTransactionAsync(
            async () =>
            {
                var since = clock.GetUtcNow().AddHours(-1);
                var lately = db.WebFormReports.Where(r => r.FormId == form.Id && r.At > since);
                if (await lately.CountAsync(cancel) >= form.PerHour || await lately.CountAsync(r => r.Email == report.Email) >= PerSender
                    || (address is not null && await lately.CountAsync(r => r.Address == address, cancel) >= PerAddress))
                    return;
                var ticket = await OpenAsync(form, report, cancel);
                db.Add(new WebFormReport { OrganisationId = form.OrganisationId, FormId = form.Id, TicketId = ticket.Id, Email = report.Email, Address = address, At = clock.GetUtcNow() });
                await db.SaveChangesAsync(cancel);
                number = ticket.Number;
            },
            cancel);
        return number;
    }

    private async Task<Ticket> OpenAsync(WebForm form, Report report, CancellationToken cancel)
    {
        // Who works at the desk signs in; a form does not speak for them.
        var person = await people.CorrespondentAsync(form.OrganisationId, report.Email, report.Name, cancel) is { Staff: false } known && known.OrganisationId == form.OrganisationId ? known : null;
        return await tickets.OpenAsync(
            new(form.OrganisationId, TicketKind.Incident, report.Subject, report.Body)
            {
                RequesterId = person?.Id,
                QueueId = form.QueueId,
                Data = new() { Sender = report.Name is { } name ? $"{name} <{report.Email}>" : report.Email, Doubt = MailDoubt.Form, Title = form.Name },
            },
            new(AuthorKind.Requester, null), clock.GetUtcNow(), cancel);
    }

    [GeneratedRegex(@"^[^\s@<>""(),;:\\]{1,64}@[a-z0-9.-]+\.[a-z0-9-]{2,63}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
