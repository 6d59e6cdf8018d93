using Fettle.Server.People;
using Fettle.Server.Platform.Outbox;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

/// <summary>An organisation with somebody who reports and somebody who works tickets, as most tests need them.</summary>
internal sealed record Desk(FettleServer Server, long Organisation, TestPerson Requester, TestPerson Technician)
{
    public static async Task<Desk> OpenAsync(FettleServer server)
    {
        var organisation = await server.OrganisationAsync();
        return new(server, organisation, await server.SignInAsync(Role.Requester, organisation, "Rita"), await server.SignInAsync(Role.Technician, organisation, "Tom"));
    }

    /// <summary>The number of a ticket that the requester reported.</summary>
    public async Task<long> ReportAsync(string text = "My computer is slow") => (await Requester.PostAsync("/portal/reports", new { text })).Number();

    /// <summary>Tells an event as its module would, and delivers it.</summary>
    public async Task TellAsync(IEvent told)
    {
        await Server.WithDbAsync(async db =>
        {
            db.Tell(told);
            await db.SaveChangesAsync();
        });
        await Server.DeliverOutboxAsync();
    }

    public async Task<string> StatusAsync(long number) => (await Technician.GetAsync($"/tickets/{number}")).Text("status")!;

    public Task SetStatusAsync(long number, string status) => Technician.PutAsync($"/tickets/{number}/status", new { status });

    public async Task<IReadOnlyList<string>> TimelineAsync(long number) =>
        [.. (await Technician.GetAsync($"/tickets/{number}/timeline")).Items().Select(e => e.Text("kind")!)];
}
