using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.ServerTests.Devices;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Security;

/// <summary>What must hold for every route, whoever adds the next one: the routes are the program's own.</summary>
public abstract class EveryRouteTests(FettleServer server)
{
    /// <summary>For whoever asks, about themselves or to get in; each has tests of its own.</summary>
    private static readonly string[] OnesOwn = ["/me", "/sign-in", "/sign-out", "/setup", "/passkeys", "/invitations/{secret}", "/approval-links/{token}"];

    [Fact]
    public async Task A_stranger_is_answered_401_by_every_route_that_is_not_for_getting_in()
    {
        var stranger = server.Stranger();
        stranger.DefaultRequestHeaders.Add("X-Fettle", "1");

        await AssertAllAsync(stranger, Others(), _ => "1", [HttpStatusCode.Unauthorized]);
    }

    [Fact]
    public async Task An_auditor_changes_nothing_by_any_route()
    {
        var house = await House.FillAsync(server);
        var auditor = await server.SignInAsync(Role.Auditor, house.Organisation);

        await AssertAllAsync(auditor.Client, Others().Where(r => r.Changes), house.IdOf, [HttpStatusCode.Forbidden, HttpStatusCode.NotFound]);
    }

    [Fact]
    public async Task An_auditor_reads_everything_of_their_organisation()
    {
        var house = await House.FillAsync(server);
        var auditor = await server.SignInAsync(Role.Auditor, house.Organisation);

        // The portal is for reporting, which an auditor does not; enrolment tokens let devices in; the chain is the whole installation's; the rest the house has not.
        string[] notTheirs = ["/portal", "/enrolment-tokens", "/journal/verify", "/checkups/{id}/report", "/problems/{number}"];
        var reads = Others().Where(r => !r.Changes && !notTheirs.Any(n => r.Pattern.StartsWith(n, StringComparison.Ordinal)) && r.Pattern is not "/devices/{id}/inventory/{section}");
        await AssertAllAsync(auditor.Client, reads, house.IdOf, [HttpStatusCode.OK, HttpStatusCode.NoContent]);
    }

    [Fact]
    public async Task What_another_organisation_has_does_not_exist_by_any_route()
    {
        var theirs = await House.FillAsync(server);
        var attacker = await server.SignInAsync(Role.Administrator, await server.OrganisationAsync());

        // What is known of the diagnosis of a ticket is empty for every number, whether there is such a ticket or not.
        await AssertAllAsync(attacker.Client, Others().Where(r => r.NamesSomething && r.Pattern != "/tickets/{number}/diagnosis"), theirs.IdOf, [HttpStatusCode.NotFound]);
        Assert.Equal(
            (await attacker.GetAsync("/tickets/999999999/diagnosis")).ToString(), (await attacker.GetAsync($"/tickets/{theirs.IdOf("/tickets/{number}", "number")}/diagnosis")).ToString());
    }

    [Fact]
    public async Task A_forged_cursor_or_an_unheard_of_number_is_refused_and_breaks_nothing()
    {
        var house = await House.FillAsync(server);
        string[] forged = ["x", "AAAA", "eyJrIjoiMSJ9", Convert.ToBase64String("999999999999999999999999 1"u8), "%00", new('A', 5000)];
        foreach (var route in Others().Where(r => r is { Changes: false, NamesSomething: false }))
        {
            foreach (var cursor in forged)
            {
                using var answer = await house.Lead.Client.GetAsync(new Uri($"/api{route.Pattern}?cursor={Uri.EscapeDataString(cursor)}&limit=99999999999999", UriKind.Relative));
                Assert.True((int)answer.StatusCode < 500, $"{route.Pattern} with the cursor {cursor}: {answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData(100_000, false)]
    [InlineData(20_000_000, true)]
    public async Task Deep_and_long_bodies_are_refused_and_break_nothing(int brackets, bool tooLong)
    {
        var lead = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        using var body = new StringContent(new string('[', brackets), null, "application/json");

        using var answer = await lead.Client.PostAsync(new Uri("/api/tickets", UriKind.Relative), body);

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest || (tooLong && answer.StatusCode == HttpStatusCode.RequestEntityTooLarge), $"{answer.StatusCode}");
    }

    [Fact]
    public async Task A_field_that_the_request_does_not_have_is_refused_and_not_taken_over()
    {
        var desk = await House.FillAsync(server);

        using var answer = await desk.Lead.Client.PatchAsync(
            new Uri($"/api/people/{desk.IdOf("/people/{id}", "id")}", UriKind.Relative), JsonContent.Create(new { name = "X", organisationId = 1, disabledAt = (string?)null, roles = new[] { "administrator" } }));

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed, $"{answer.StatusCode}");
        using var ticket = await desk.Lead.Client.PostAsJsonAsync("/api/tickets", new { kind = "incident", subject = "x", body = "y", number = 7, status = "verified" });
        Assert.Equal(HttpStatusCode.BadRequest, ticket.StatusCode);
    }

    private IEnumerable<ApiRoute> Others()
    {
        var routes = ApiRoute.All(server);
        Assert.True(routes.Count > 80, "too few routes were found to say anything about all");
        return routes.Where(r => !OnesOwn.Any(own => r.Pattern == own || r.Pattern.StartsWith(own + "/", StringComparison.Ordinal)));
    }

    private static Task AssertAllAsync(HttpClient client, IEnumerable<ApiRoute> routes, Func<string, string> value, HttpStatusCode[] allowed) =>
        AssertAllAsync(client, routes, (_, name) => value(name), allowed);

    private static async Task AssertAllAsync(HttpClient client, IEnumerable<ApiRoute> routes, Func<string, string, string> value, HttpStatusCode[] allowed)
    {
        var wrong = new List<string>();
        foreach (var route in routes)
        {
            using var request = route.Request(name => value(route.Pattern, name));
            using var answer = await client.SendAsync(request);
            if (!allowed.Contains(answer.StatusCode))
                wrong.Add($"{route.Method} {route.Pattern}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    public sealed class Sqlite(OnSqlite server) : EveryRouteTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : EveryRouteTests(server), IClassFixture<OnPostgres>;
}

/// <summary>An organisation that has one of everything.</summary>
internal sealed record House(long Organisation, TestPerson Lead, IReadOnlyDictionary<string, long> Ids)
{
    public static async Task<House> FillAsync(FettleServer server)
    {
        var organisation = await server.OrganisationAsync();
        var (lead, administrator) = (await server.SignInAsync(Role.Lead, organisation), await server.SignInAsync(Role.Administrator, organisation));
        var requester = await server.SignInAsync(Role.Requester, organisation);
        using var device = await ScriptedDevice.EnrolAsync(server, organisation);
        var (ticket, other) = ((await lead.PostAsync("/tickets", new { kind = "incident", subject = "a", body = "b" })).Number(), (await lead.PostAsync("/tickets", new { kind = "incident", subject = "c", body = "d" })).Number());
        await lead.PostAsync($"/tickets/{ticket}/links", new { kind = "relatesTo", number = other });
        var checkUp = await lead.PostAsync("/checkups", new { deviceId = device.Id, symptom = "slow" });
        var job = await lead.PostAsync("/jobs", new { deviceId = device.Id, kind = "script", commands = new[] { "true" }, timeLimitSeconds = 60 });
        using var form = new MultipartFormDataContent { { new StringContent("x"), "file", "x.txt" } };
        using var attached = await lead.Client.PostAsync(new Uri($"/api/tickets/{ticket}/attachments", UriKind.Relative), form);
        var queue = (await lead.PostAsync("/queues", new { organisationId = organisation, name = "Mail" })).Number("id");
        var mailbox = (await lead.PostAsync("/mailboxes", new { organisationId = organisation, queueId = queue, address = $"{Guid.NewGuid():N}@desk.example" })).Number("id");
        using var message = new StringContent("Subject: without sender\r\n\r\nx", null, "message/rfc822");
        using var handedIn = await lead.Client.PostAsync(new Uri($"/api/mail?mailbox={mailbox}", UriKind.Relative), message);
        var mail = (await handedIn.Content.ReadFromJsonAsync<JsonElement>()).Number("id");
        await ActivatorUtilities.CreateInstance<UnderstandMail>(server.Services).UnderstandNextAsync(CancellationToken.None);
        var ways = await WaysInOfHouse.FillAsync(server, organisation, lead, requester, ticket);
        var level = await lead.PostAsync("/service-levels/usual", new { timeZone = "Etc/UTC", organisationId = organisation });
        var layers = new[] { new { people = new[] { lead.Id }, everyDays = 7, from = "2031-01-01", handOverMinute = 0 } };
        var rotation = (await lead.PostAsync("/on-call/rotations", new { name = "r", organisationId = organisation, rules = new { timeZone = "Etc/UTC", layers, escalateAfterMinutes = 5 } })).Number("id");
        var now = server.Clock.GetUtcNow();
        var webhook = (await lead.PostAsync("/webhooks", new { name = "w", organisationId = organisation, url = "https://there.example", events = new[] { "opened" } })).Number("id");
        var parts = (await MailOfHouse.FillAsync(server, organisation)).Concat(await CatalogueOfHouse.FillAsync(lead, requester)).Concat(ways)
            .Concat(await ChangesOfHouse.FillAsync(server, organisation, lead));
        return new(organisation, lead, new Dictionary<string, long>(parts, StringComparer.Ordinal)
        {
            ["/rules"] = (await lead.PostAsync("/rules", new { name = "r", organisationId = organisation, enabled = true, events = new[] { "rated" }, match = "all", conditions = Array.Empty<string>(), actions = new[] { new { kind = "tag", value = "t" } } })).Number("id"),
            ["/webhooks"] = webhook,
            ["deliveryId"] = (await lead.PostAsync($"/webhooks/{webhook}/test")).Number("deliveryId"),
            ["/incoming-hooks"] = (await lead.PostAsync("/incoming-hooks", new { name = "i", organisationId = organisation, proof = "token", mapping = new { subject = "s", body = "b" } })).Number("id"),
            ["/calendars"] = level.GetProperty("level").Number("calendarId"),
            ["/service-levels"] = level.Number("id"),
            ["/on-call/rotations"] = rotation,
            ["/on-call/stand-ins"] = (await lead.PostAsync($"/on-call/rotations/{rotation}/stand-ins", new { personId = lead.Id, from = now, to = now.AddDays(1) })).Number("id"),
            ["/on-call/alerts"] = (await lead.PostAsync($"/tickets/{ticket}/on-call", new { rotationId = rotation })).Number("alertId"),
            ["/tickets"] = ticket,
            ["/portal/tickets"] = (await requester.PostAsync("/portal/reports", new { text = "It is slow" })).Number(),
            ["linkId"] = (await lead.GetAsync($"/tickets/{ticket}")).GetProperty("links")[0].Number("id"),
            ["personId"] = requester.Id,
            ["macroId"] = (await lead.PostAsync("/macros", new { name = "m", note = "n", shared = true })).Number("id"),
            ["teamId"] = (await lead.PostAsync("/teams", new { organisationId = organisation, name = "t", members = Array.Empty<object>() })).Number("id"),
            ["queueId"] = (await lead.GetAsync("/queues"))[0].Number("id"),
            ["reminderId"] = (await lead.PostAsync($"/tickets/{ticket}/reminders", new { at = server.Clock.GetUtcNow().AddDays(1) })).Number("id"),
            ["timeId"] = (await lead.PostAsync($"/tickets/{ticket}/times", new { minutes = 5 })).Number("id"),
            ["bulkId"] = (await lead.PostAsync("/tickets/bulk", new { numbers = new[] { other }, action = "tag", value = "t" })).Number("bulk"),
            ["categoryId"] = (await lead.PostAsync("/categories", new { organisationId = organisation, name = "c" })).Number("id"),
            ["fieldId"] = (await lead.PostAsync("/fields", new { organisationId = organisation, name = "f", type = "text" })).Number("id"),
            ["entryId"] = (await lead.GetAsync($"/tickets/{ticket}/timeline")).Items()[0].Number("id"),
            ["/people"] = requester.Id,
            ["/devices"] = device.Id,
            ["/checkups"] = checkUp.Number("id"),
            ["/jobs"] = job.GetProperty("jobIds")[0].GetInt64(),
            ["/attachments"] = (await attached.Content.ReadFromJsonAsync<JsonElement>())[0].Number("id"),
            ["/mailboxes"] = mailbox,
            ["/mail/quarantine"] = mail,
            ["/imports"] = (await administrator.PostAsync("/imports", new { organisationId = organisation, source = "csv", import = new { prefix = "OLD" } })).Number("id"),
            ["/articles"] = (await lead.PostAsync("/articles", new { title = "t", body = "b", audience = "staff" })).Number("id"),
            ["/views"] = long.Parse((await lead.PostAsync("/views", new { name = "v", query = "status=active", shared = true })).Text("id")!),
            ["/organisations"] = organisation,
            ["/sites"] = (await administrator.PostAsync($"/organisations/{organisation}/sites", new { name = "s", timeZone = "Europe/Berlin" })).Number("id"),
            ["/enrolment-tokens"] = (await lead.PostAsync("/enrolment-tokens", new { organisationId = organisation, uses = 1 })).GetProperty("enrolmentToken").Number("id"),
        });
    }

    /// <summary>What stands for a parameter of a route; a route of something new has to be told of here.</summary>
    public string IdOf(string pattern, string name) => name switch
    {
        "section" => "disks",
        "kind" or "version" => "1",
        _ when Ids.TryGetValue(name, out var named) => $"{named}",
        _ when Ids.Keys.FirstOrDefault(k => pattern.StartsWith(k + "/", StringComparison.Ordinal)) is { } prefix => $"{Ids[prefix]}",
        "number" => $"{Ids["/tickets"]}",
        _ => throw new InvalidOperationException($"Of what {{{name}}} in {pattern} names the house has none: make one in House.FillAsync."),
    };
}
