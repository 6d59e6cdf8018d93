using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Mail.Incoming;

/// <summary>A desk with a mailbox, into which mail is handed as a mail server's alias does.</summary>
internal sealed record MailRoom(FettleServer Server, Desk Desk, TestPerson Lead, long Mailbox, string Address, string Requester)
{
    private static long s_last;

    /// <summary>The name by which the mail server of these tests signs what it found out.</summary>
    public const string MailServer = "mx.example.org";

    public static async Task<MailRoom> OpenAsync(FettleServer server, bool forAll = false)
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInEverywhereAsync(Role.Lead, desk.Organisation, "Lea");
        var queue = (await lead.PostAsync("/queues", new { organisationId = desk.Organisation, name = "Mail" })).Number("id");
        var address = $"help{Interlocked.Increment(ref s_last)}@desk.example";
        var mailbox = await lead.PostAsync("/mailboxes", new { organisationId = desk.Organisation, queueId = queue, address, forAll, authservId = MailServer });
        return new(server, desk, lead, mailbox.Number("id"), address, await EmailOf(server, desk.Requester));
    }

    public Task<string> EmailOf(TestPerson person) => EmailOf(Server, person);

    private static Task<string> EmailOf(FettleServer server, TestPerson person) => server.WithDbAsync(db => db.Set<Fettle.Server.People.Persons.Person>().Where(p => p.Id == person.Id).Select(p => p.Email!).SingleAsync());

    /// <summary>The names that our mail carries of a ticket.</summary>
    public ThreadToken Tokens => Server.Services.GetRequiredService<ThreadToken>();

    /// <summary>A message as people write them; further fields go before the text.</summary>
    public string Message(string from, string subject, string text, params string[] fields) =>
        $"""
        From: {from}
        To: {Address}
        Subject: {subject}
        Message-ID: <{Guid.NewGuid():N}@client.example>
        Date: {Server.Clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture)}
        {string.Concat(fields.Select(f => f + "\n"))}
        {text}
        """.ReplaceLineEndings("\r\n");

    /// <summary>Hands it in and has it understood.</summary>
    /// <returns>What became of it.</returns>
    public Task<ReceivedMail> SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message));

    public async Task<ReceivedMail> SendAsync(byte[] message)
    {
        var receipt = await HandInAsync(message);
        await UnderstandAsync();
        return await ReceivedAsync(receipt.Number("id"));
    }

    public async Task<JsonElement> HandInAsync(byte[] message, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new ByteArrayContent(message);
        content.Headers.ContentType = new("message/rfc822");
        using var answer = await Lead.Client.PostAsync(new Uri($"/api/mail?mailbox={Mailbox}", UriKind.Relative), content);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task UnderstandAsync()
    {
        var work = ActivatorUtilities.CreateInstance<UnderstandMail>(Server.Services);
        while (await work.UnderstandNextAsync(CancellationToken.None))
        {
            // Until none waits.
        }
    }

    public Task<ReceivedMail> ReceivedAsync(long id) => Server.WithDbAsync(db => db.ReceivedMails.AsNoTracking().SingleAsync(m => m.Id == id));

    /// <summary>The number of the ticket that a message became part of.</summary>
    public async Task<long> TicketAsync(string message)
    {
        var received = await SendAsync(message);
        Assert.True(received.State == ReceiptState.Filed, $"{received.State}: {received.Why}");
        return await NumberAsync(received);
    }

    public Task<long> NumberAsync(ReceivedMail received) => Server.WithDbAsync(db => db.Set<Fettle.Server.ServiceDesk.Tickets.Ticket>().Where(t => t.Id == received.TicketId).Select(t => t.Number).SingleAsync());

    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(long number) => (await Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items();

    public Task<JsonElement> ShowAsync(long number) => Desk.Technician.GetAsync($"/tickets/{number}");

    /// <summary>What our mail server found out.</summary>
    public static string Found(string results, string by = MailServer) => $"Authentication-Results: {by}; {results}";

    /// <summary>A field that answers a mail of this ticket.</summary>
    public string Answers(long number) => $"In-Reply-To: {Tokens.MessageId(number, 1, Address)}";
}
