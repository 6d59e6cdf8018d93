using System.Text;
using System.Text.Json;
using Fettle.Mail;
using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Mail;

/// <summary>A desk that sends mail, to a server that keeps it.</summary>
internal sealed record MailDesk(Desk Desk, SmtpSink Sink, TestPerson Administrator, JsonElement Sender) : IAsyncDisposable
{
    public FettleServer Server => Desk.Server;

    public static object Settings(int port, object? more = null)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["address"] = "help@desk.example",
            ["displayName"] = "Acme IT",
            ["host"] = "127.0.0.1",
            ["port"] = port,
            ["security"] = "none",
            ["plusAddressing"] = true,
        };
        foreach (var property in more?.GetType().GetProperties() ?? [])
            fields[property.Name] = property.GetValue(more);
        return fields;
    }

    public static async Task<MailDesk> OpenAsync(FettleServer server, object? more = null)
    {
        var (desk, sink) = (await Desk.OpenAsync(server), new SmtpSink());
        var administrator = await server.SignInEverywhereAsync(Role.Administrator, desk.Organisation);
        var sender = await administrator.PostAsync("/mail/senders", new { organisationId = desk.Organisation, sender = Settings(sink.Port, more) });
        return new(desk, sink, administrator, sender);
    }

    /// <summary>A ticket that came by mail, as the incoming side files it.</summary>
    public async Task<long> ReceiveAsync(string raw = "Subject: It does not print\r\n\r\nNothing comes out.", string from = "rita@elsewhere.example", bool automatic = false) =>
        await ReceiveAsync(Desk.Requester.Id, raw, from, automatic);

    /// <param name="requester">Whom it is filed for; null: nobody known.</param>
    public async Task<long> ReceiveAsync(long? requester, string raw = "Subject: It does not print\r\n\r\nNothing comes out.", string from = "rita@elsewhere.example", bool automatic = false)
    {
        var number = 0L;
        await using var scope = Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        var (db, tickets) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), scope.ServiceProvider.GetRequiredService<NewTicket>());
        var blob = await scope.ServiceProvider.GetRequiredService<BlobStore>().KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes(raw)), CancellationToken.None);
        var message = MailReader.Read(RawMail.FromBytes(Encoding.UTF8.GetBytes(raw)));
        await db.InTransactionAsync(
            async () =>
            {
                var ticket = await tickets.OpenAsync(
                    new(Desk.Organisation, TicketKind.Incident, message.Subject ?? "Mail", message.NewText ?? "") { RequesterId = requester },
                    new(AuthorKind.Requester, requester), Server.Clock.GetUtcNow(), CancellationToken.None);
                db.Add(new TicketMail
                {
                    OrganisationId = ticket.OrganisationId,
                    TicketId = ticket.Id,
                    EntryId = ticket.Entries[0].Id,
                    Direction = MailDirection.In,
                    MessageId = message.MessageId ?? "<theirs@elsewhere.example>",
                    From = new(message.From?.Name, from),
                    To = [new(null, "help@desk.example")],
                    Correspondent = from,
                    Subject = message.Subject ?? "",
                    Automatic = automatic,
                    RawHash = blob.Hash,
                    RawSize = blob.Size,
                    HasHtml = message.Html is not null,
                    HasMore = message.NewText != message.Text,
                    At = Server.Clock.GetUtcNow(),
                    State = MailState.Received,
                });
                await db.SaveChangesAsync(CancellationToken.None);
                number = ticket.Number;
            },
            CancellationToken.None);
        await Server.DeliverOutboxAsync();
        return number;
    }

    public Task ReplyAsync(long number, string body = "Switch it off and on.", object? files = null) =>
        Desk.Technician.PostAsync($"/tickets/{number}/replies", new { body, files });

    /// <summary>Sends whatever is due.</summary>
    public async Task SendAsync()
    {
        var sending = ActivatorUtilities.CreateInstance<SendWaitingMail>(Server.Services);
        while (await sending.SendNextAsync(CancellationToken.None))
        {
            // Until nothing is due.
        }
    }

    /// <summary>The mail of the last entry of this kind.</summary>
    public async Task<JsonElement> MailAsync(long number, string kind = "reply") =>
        (await Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Last(e => e.Text("kind") == kind).GetProperty("mail");

    public Task<IReadOnlyList<string>> TimelineAsync(long number) => Desk.TimelineAsync(number);

    public Task<string> RequesterAddressAsync() => Server.WithDbAsync(async db =>
        (await db.Set<Fettle.Server.People.Persons.Person>().SingleAsync(p => p.Id == Desk.Requester.Id)).Email!);

    public ValueTask DisposeAsync() => Sink.DisposeAsync();
}
