using System.Net;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Mail;

public abstract class GivenAddressTests(FettleServer server)
{
    [Fact]
    public async Task A_ticket_of_nobody_is_answered_by_mail_once_an_address_is_given()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        var number = (await desk.Desk.Technician.PostAsync("/tickets", new { kind = "incident", subject = "Somebody called", body = "Left a note." })).Number();
        var address = $"{Guid.NewGuid():N}@elsewhere.example";

        await desk.Desk.Technician.PutAsync($"/tickets/{number}/requester", new { personId = (long?)null, email = address });
        await desk.ReplyAsync(number);
        await desk.SendAsync();

        Assert.Equal(address, desk.Sink.Mails.Single().Read().To.Single().Address);
    }

    [Fact]
    public async Task An_address_of_another_organisation_is_not_taken_and_nothing_is_told_of_it()
    {
        await using var desk = await MailDesk.OpenAsync(server);
        await using var other = await MailDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();

        await desk.Desk.Technician.PutAsync($"/tickets/{number}/requester", new { personId = (long?)null, email = await other.RequesterAddressAsync() }, HttpStatusCode.BadRequest);

        Assert.Equal(desk.Desk.Requester.Id, (await desk.Desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("requester").Number("id"));
    }

    public sealed class Sqlite(OnSqlite server) : GivenAddressTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : GivenAddressTests(server), IClassFixture<OnPostgres>;
}
