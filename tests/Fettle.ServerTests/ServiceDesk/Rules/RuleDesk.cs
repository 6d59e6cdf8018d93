using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Rules;

/// <summary>A desk with a lead who writes rules.</summary>
internal sealed record RuleDesk(FettleServer Server, Desk Desk, TestPerson Lead)
{
    public static async Task<RuleDesk> OpenAsync(FettleServer server)
    {
        var desk = await ServiceDesk.Desk.OpenAsync(server);
        return new(server, desk, await server.SignInAsync(Role.Lead, desk.Organisation, "Lea"));
    }

    public object Rule(string[] events, object[] actions, string[]? conditions = null, string match = "all", string name = "A rule", int? againAfterHours = null) =>
        new { name, organisationId = Desk.Organisation, enabled = true, events, match, conditions = conditions ?? [], actions, againAfterHours };

    public async Task<long> RuleAsync(string[] events, object[] actions, string[]? conditions = null, string match = "all", string name = "A rule", int? againAfterHours = null) =>
        (await Lead.PostAsync("/rules", Rule(events, actions, conditions, match, name, againAfterHours))).Number("id");

    public static object Do(string kind, string? value = null, string? text = null) => new { kind, value, text };

    /// <summary>Reports, and lets the rules run.</summary>
    public async Task<long> ReportAsync(string text)
    {
        var number = await Desk.ReportAsync(text);
        await Server.DeliverOutboxAsync();
        return number;
    }

    public async Task NoteAsync(long number, string body)
    {
        await Desk.Technician.PostAsync($"/tickets/{number}/notes", new { body });
        await Server.DeliverOutboxAsync();
    }

    public Task<JsonElement> TicketAsync(long number) => Desk.Technician.GetAsync($"/tickets/{number}");

    public async Task<IReadOnlyList<string>> TagsAsync(long number) => [.. (await TicketAsync(number)).GetProperty("tags").EnumerateArray().Select(t => t.GetString()!)];

    public async Task<IReadOnlyList<JsonElement>> RunsAsync(long rule) => (await Lead.GetAsync($"/rules/{rule}/runs", HttpStatusCode.OK)).Items();
}
