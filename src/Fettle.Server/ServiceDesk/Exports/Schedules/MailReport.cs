using Fettle.Mail;
using Fettle.Mail.Network;
using Fettle.Mail.Writing;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Exports.Schedules;

/// <summary>Makes a report and hands it to the organisation's mail server, to each recipient by themselves.</summary>
internal sealed class MailReport(FettleDb db, IPeople people, SheetOfDesk desk, SheetOfTickets tickets, SenderConnection connection, TimeProvider clock)
{
    /// <returns>Why it did not go out; null: it did.</returns>
    public async Task<string?> RunAsync(ReportSchedule schedule, CancellationToken cancel)
    {
        var technicians = (await people.TechniciansAsync(schedule.OrganisationId, cancel)).ToDictionary(t => t.Id);
        if (!technicians.ContainsKey(schedule.OwnerId))
            return "Whoever set it up no longer works tickets there. Set it up anew.";
        var to = schedule.Recipients.Select(technicians.GetValueOrDefault).OfType<PersonName>().Where(t => t.Email is not null).ToList();
        if (to.Count == 0)
            return "None of its recipients works tickets there and has a mail address.";
        var sender = await db.Senders.AsNoTracking().Where(s => s.OrganisationId == schedule.OrganisationId).OrderBy(s => s.QueueId != null).ThenBy(s => s.Id).FirstOrDefaultAsync(cancel);
        if (sender is null)
            return "There is no address to send from. Somebody who administers the installation sets one up under Settings, Mail.";
        try
        {
            var now = clock.GetUtcNow();
            await using var file = await WriteSheet.RunAsync(await SheetAsync(schedule, now, cancel), schedule.Format, now, cancel);
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancel);
            await SendAsync(schedule, sender, to, content.ToArray(), now, cancel);
            return null;
        }
        catch (Exception e) when (e is MailServerFault or MailServerRefusal or MailSignInRefused)
        {
            return SenderConnection.Explain(sender, e);
        }
        catch (Exception e) when (e is Invalid or NotFound or Forbidden)
        {
            // A queue or a person that its filters name is gone.
            return e.Message;
        }
    }

    private Task<Sheet> SheetAsync(ReportSchedule schedule, DateTimeOffset now, CancellationToken cancel)
    {
        if (schedule.Kind == ReportKind.Tickets)
            return tickets.OfAsync(TicketQuery.Parse(schedule.Query) with { OrganisationId = schedule.OrganisationId }, schedule.Format, cancel);
        var (from, until) = schedule.PeriodAt(now);
        return desk.OfAsync(from, until, schedule.TimeZone, schedule.Query, schedule.OrganisationId, cancel);
    }

    private async Task SendAsync(ReportSchedule schedule, Sender sender, IReadOnlyList<PersonName> to, byte[] content, DateTimeOffset now, CancellationToken cancel)
    {
        await using var server = await connection.OpenAsync(sender, cancel);
        foreach (var person in to)
        {
            using var message = new MemoryStream();
            var draft = new MailDraft
            {
                From = new(sender.DisplayName, sender.Address),
                To = [new MailAddress(person.Name, person.Email!)],
                Subject = schedule.Name,
                Date = now,
                MessageId = MessageId.New(sender.Address[(sender.Address.LastIndexOf('@') + 1)..]),
                Text = $"{schedule.Name}\n\nThe report is attached. It is sent every {schedule.Every.ToString().ToLowerInvariant()}; whoever manages the desk can change that under Reports.\n",
                Files = [new(WriteSheet.NameOf("report", schedule.Format, now), WriteSheet.TypeOf(schedule.Format), null, () => new MemoryStream(content, writable: false))],
                AutoSubmitted = "auto-generated",
            };
            await MailWriter.WriteAsync(draft, message, cancel);
            message.Position = 0;
            await server.SendAsync(new(sender.Address, [person.Email!]) { Size = message.Length }, message, cancel);
        }
        await server.QuitAsync(cancel);
    }
}
