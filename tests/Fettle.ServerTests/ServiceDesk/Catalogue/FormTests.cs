using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Devices;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Catalogue;

public abstract class FormTests(FettleServer server)
{
    private static readonly object[] Form =
    [
        new { key = "model", label = "Which one?", type = "choice", required = true, choices = new object[] { new { label = "Standard", cost = 900 }, new { label = "Powerful", cost = 1900 } } },
        new { key = "reason", label = "What for?", type = "longText", shownWhen = new { field = "model", @is = new[] { "Powerful" } }, requiredWhen = new { field = "model", @is = new[] { "Powerful" } } },
        new { key = "day", label = "By when?", type = "date" },
        new { key = "for", label = "For whom?", type = "person" },
        new { key = "on", label = "In place of", type = "device" },
        new { key = "extras", label = "Extras", type = "choices", choices = new object[] { new { label = "Screen", cost = 200 }, new { label = "Mouse" } } },
        new { key = "more", label = "More", type = "number", isCost = true },
    ];

    [Fact]
    public async Task A_request_is_a_ticket_that_shows_its_answers_and_is_found_by_them()
    {
        var house = await House.OpenAsync(server);
        using var device = await ScriptedDevice.EnrolAsync(server, house.Organisation, "pc-zebra");
        var service = await house.OfferAsync(Form);

        var number = await house.AskAsync(
            service, new { model = new[] { "Powerful" }, reason = new[] { "Cutting *films* about giraffes" }, @for = new[] { $"{house.Mona.Id}" }, on = new[] { $"{device.Id}" }, extras = new[] { "Screen", "Mouse" }, more = new[] { "10.5" } });

        var ticket = await house.Tom.GetAsync($"/tickets/{number}");
        Assert.Equal(("request", "New computer: Powerful", device.Id), (ticket.Text("kind"), ticket.Text("subject"), ticket.GetProperty("device").Number("id")));
        var request = await house.RequestAsync(number);
        Assert.Equal(2110.5m, request.GetProperty("cost").GetDecimal());
        Assert.Equal(
            ["Powerful", "Cutting *films* about giraffes", "Mona", "pc-zebra", "Screen, Mouse", "10.5"], request.GetProperty("answers").EnumerateArray().Select(a => a.Text("text")));
        // Words are shown as they were written, not read as Markdown.
        Assert.DoesNotContain("<em>", (await house.TimelineAsync(number))[0].Text("html"));
        Assert.Equal([number], (await house.Tom.GetAsync("/tickets?q=giraffes")).Items().Select(t => t.Number()));
    }

    [Theory]
    [InlineData("""{"model":["Standard"],"colour":["red"]}""", "answers.colour", "is not a field of this form")]
    [InlineData("""{"model":["Standard"],"reason":["no"]}""", "answers.reason", "is not asked")]
    [InlineData("""{"model":["Powerful"]}""", "answers.reason", "has to be answered")]
    [InlineData("""{}""", "answers.model", "has to be answered")]
    [InlineData("""{"model":["Golden"]}""", "answers.model", "is none of Standard, Powerful")]
    [InlineData("""{"model":["Standard","Powerful"]}""", "answers.model", "more than one")]
    [InlineData("""{"model":["Standard"],"day":["tomorrow"]}""", "answers.day", "is no date")]
    [InlineData("""{"model":["Standard"],"for":["999999999"]}""", "answers.for", "is nobody of your organisation")]
    [InlineData("""{"model":["Standard"],"on":["999999999"]}""", "answers.on", "is no device of your organisation")]
    [InlineData("""{"model":["Standard"],"more":["-5"]}""", "answers.more", "is no amount")]
    public async Task What_a_form_does_not_ask_or_does_not_take_is_refused_and_said(string answers, string field, string why)
    {
        var house = await House.OpenAsync(server);
        var service = await house.OfferAsync(Form);

        var problem = await house.Rita.PostAsync(
            $"/portal/services/{service}/requests", new { answers = System.Text.Json.JsonElement.Parse(answers) }, HttpStatusCode.BadRequest);

        Assert.Contains(why, problem.GetProperty("errors").GetProperty(field)[0].GetString());
        Assert.Empty((await house.Rita.GetAsync("/portal/tickets")).Items());
    }

    [Fact]
    public async Task A_person_or_device_of_another_organisation_is_no_answer()
    {
        var (house, other) = (await House.OpenAsync(server), await House.OpenAsync(server));
        using var theirs = await ScriptedDevice.EnrolAsync(server, other.Organisation);
        var service = await house.OfferAsync(Form);

        await house.Rita.PostAsync($"/portal/services/{service}/requests", new { answers = new { model = new[] { "Standard" }, @for = new[] { $"{other.Mona.Id}" } } }, HttpStatusCode.BadRequest);
        await house.Rita.PostAsync($"/portal/services/{service}/requests", new { answers = new { model = new[] { "Standard" }, on = new[] { $"{theirs.Id}" } } }, HttpStatusCode.BadRequest);
        Assert.Empty((await house.Rita.GetAsync("/portal/colleagues?q=zzz")).EnumerateArray());
        Assert.Equal([house.Mona.Id], (await house.Rita.GetAsync("/portal/colleagues?q=mona")).EnumerateArray().Select(p => p.Number("id")));
    }

    [Fact]
    public async Task A_file_that_was_answered_is_on_the_ticket_and_somebody_elses_is_no_answer()
    {
        var house = await House.OpenAsync(server);
        var service = await house.OfferAsync([new { key = "picture", label = "Picture", type = "attachment", required = true }]);
        var file = await UploadAsync(house.Rita);

        await house.Mona.PostAsync($"/portal/services/{service}/requests", new { answers = new { picture = new[] { $"{file}" } } }, HttpStatusCode.BadRequest);
        var number = await house.AskAsync(service, new { picture = new[] { $"{file}" } });

        Assert.Equal("desk.txt", (await house.Tom.GetAsync($"/tickets/{number}")).GetProperty("attachments")[0].Text("name"));
        await house.Rita.PostAsync($"/portal/services/{service}/requests", new { answers = new { picture = new[] { $"{file}" } } }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_service_is_seen_by_the_organisations_roles_and_teams_that_it_is_for()
    {
        var (house, other) = (await House.OpenAsync(server), await House.OpenAsync(server));
        var everywhere = await server.SignInEverywhereAsync(Role.Lead, house.Organisation);
        var all = (await everywhere.PostAsync("/services", new { name = "For all", fields = House.None, approvals = House.None, tasks = House.None, audience = new { organisationIds = new[] { house.Organisation } } })).Number("id");
        var leads = (await house.Lea.PostAsync("/services", new { organisationId = house.Organisation, name = "For leads", fields = House.None, approvals = House.None, tasks = House.None, audience = new { roles = new[] { "lead" } } })).Number("id");
        var team = (await house.Lea.PostAsync("/teams", new { organisationId = house.Organisation, name = "Network", members = new[] { new { personId = house.Tom.Id } } })).Number("id");
        var forTeam = (await house.Lea.PostAsync("/services", new { organisationId = house.Organisation, name = "For the team", fields = House.None, approvals = House.None, tasks = House.None, audience = new { teamIds = new[] { team } } })).Number("id");

        Assert.Equal([all], await SeenAsync(house.Rita));
        Assert.Equal([all, leads], await SeenAsync(house.Lea));
        Assert.Equal([all, forTeam], await SeenAsync(house.Tom));
        Assert.DoesNotContain(all, await SeenAsync(other.Rita));
        await house.Rita.GetAsync($"/portal/services/{leads}", HttpStatusCode.NotFound);
        await house.Rita.PostAsync($"/portal/services/{leads}/requests", new { answers = new { } }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_that_changed_while_it_was_filled_in_is_not_taken()
    {
        var house = await House.OpenAsync(server);
        var service = await house.OfferAsync();
        var version = (await house.Rita.GetAsync($"/portal/services/{service}")).Number("version");

        await house.Lea.PutAsync($"/services/{service}", new { service = house.Service([new { key = "new", label = "New", type = "text" }]), version });

        await house.Rita.PostAsync($"/portal/services/{service}/requests", new { answers = new { }, version }, HttpStatusCode.Conflict);
        await house.Lea.PutAsync($"/services/{service}", new { service = house.Service(), version }, HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""[{"key":"a","label":"A","type":"text"},{"key":"a","label":"B","type":"text"}]""", "twice")]
    [InlineData("""[{"key":"a","label":"A","type":"choice"}]""", "are not 1 to")]
    [InlineData("""[{"key":"a","label":"A","type":"text","shownWhen":{"field":"b"}},{"key":"b","label":"B","type":"text"}]""", "comes before")]
    [InlineData("""[{"key":"a","label":"A","type":"yesNo"},{"key":"b","label":"B","type":"text","shownWhen":{"field":"a","is":["perhaps"]}}]""", "cannot be")]
    public async Task A_form_that_cannot_be_filled_in_is_not_saved(string fields, string why)
    {
        var house = await House.OpenAsync(server);

        var problem = await house.Lea.PostAsync(
            "/services", new { organisationId = house.Organisation, name = "x", fields = System.Text.Json.JsonElement.Parse(fields), approvals = House.None, tasks = House.None }, HttpStatusCode.BadRequest);

        Assert.Contains(why, problem.Text("detail"));
    }

    private static async Task<IReadOnlyList<long>> SeenAsync(TestPerson person) =>
        [.. (await person.GetAsync("/portal/services")).EnumerateArray().Select(s => s.Number("id")).Order()];

    private static async Task<long> UploadAsync(TestPerson person)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "file", "desk.txt" } };
        using var answer = await person.Client.PostAsync(new Uri("/api/portal/uploads", UriKind.Relative), form);
        return System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync())[0].Number("id");
    }

    public sealed class Sqlite(OnSqlite server) : FormTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : FormTests(server), IClassFixture<OnPostgres>;
}
