using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Devices;

public abstract class EnrolmentTests(FettleServer server)
{
    [Fact]
    public async Task A_device_enrols_with_the_token_that_an_administrator_made_and_appears_in_the_list()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        using var made = await lead.Client.PostAsJsonAsync("/api/enrolment-tokens", new { organisationId = organisation, uses = 1, name = "Room 12" });
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        var token = body.GetProperty("token").GetString()!;
        Assert.Contains($"| sh -s -- {token}", body.GetProperty("commands").GetProperty("linux").GetString());

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = server.Stranger();
        using var enrolled = await stranger.PostAsJsonAsync(Routes.Enrol, ScriptedDevice.Request(token, key, "pc-12"), ProtocolJson.Default.EnrolRequest);
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);

        var list = await lead.Client.GetFromJsonAsync<JsonElement>("/api/devices");
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(("pc-12", "never"), (item.GetProperty("name").GetString(), item.GetProperty("presence").GetString()));
    }

    [Theory]
    [InlineData("spent")]
    [InlineData("expired")]
    [InlineData("revoked")]
    [InlineData("unknown")]
    public async Task A_token_that_is_not_good_enrols_nobody(string how)
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        var made = await (await lead.Client.PostAsJsonAsync("/api/enrolment-tokens", new
        {
            organisationId = organisation,
            uses = 1,
            expiresAt = server.Clock.GetUtcNow() + TimeSpan.FromMinutes(5),
        })).Content.ReadFromJsonAsync<JsonElement>();
        var token = made.GetProperty("token").GetString()!;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = server.Stranger();
        switch (how)
        {
            case "spent":
                (await stranger.PostAsJsonAsync(Routes.Enrol, ScriptedDevice.Request(token, key), ProtocolJson.Default.EnrolRequest)).EnsureSuccessStatusCode();
                break;
            case "expired":
                server.Clock.Advance(TimeSpan.FromMinutes(5));
                break;
            case "revoked":
                (await lead.Client.DeleteAsync($"/api/enrolment-tokens/{made.GetProperty("enrolmentToken").GetProperty("id").GetInt64()}")).EnsureSuccessStatusCode();
                break;
            default:
                token += "x";
                break;
        }

        using var refused = await stranger.PostAsJsonAsync(Routes.Enrol, ScriptedDevice.Request(token, key), ProtocolJson.Default.EnrolRequest);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task The_same_machine_enrolling_again_keeps_its_place_and_shuts_out_its_old_key()
    {
        var organisation = await server.OrganisationAsync();
        using var before = await ScriptedDevice.EnrolAsync(server, organisation, machineId: "m1");

        using var after = await ScriptedDevice.EnrolAsync(server, organisation, machineId: "m1");

        Assert.Equal(before.Id, after.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.SendAsync(HttpMethod.Get, Routes.Jobs)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.ProveAsync(await before.ChallengeAsync(), before.Key)).StatusCode);
        Assert.Empty(await after.FetchJobsAsync());
    }

    [Fact]
    public async Task The_same_machine_in_another_organisation_is_another_device()
    {
        using var ours = await ScriptedDevice.EnrolAsync(server, await server.OrganisationAsync(), machineId: "m2");
        using var theirs = await ScriptedDevice.EnrolAsync(server, await server.OrganisationAsync(), machineId: "m2");

        Assert.NotEqual(ours.Id, theirs.Id);
        Assert.Empty(await ours.FetchJobsAsync());
    }

    [Fact]
    public async Task A_token_for_three_lets_three_in_when_ten_come_at_once()
    {
        var organisation = await server.OrganisationAsync();
        var token = await server.EnrolmentTokenAsync(organisation, uses: 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var client = server.Stranger();
            using var answer = await client.PostAsJsonAsync(Routes.Enrol, ScriptedDevice.Request(token, key, $"pc-{i}"), ProtocolJson.Default.EnrolRequest);
            return answer.StatusCode;
        }));

        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(a => a == HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_hostile_host_name_comes_back_as_the_text_that_it_is_without_what_misleads()
    {
        var organisation = await server.OrganisationAsync();
        using var device = await ScriptedDevice.EnrolAsync(server, organisation, "<img src=x onerror=alert(1)>\u202Egnp\0\u001b[31m");
        var technician = await server.SignInAsync(Role.Technician, organisation);

        var page = await technician.Client.GetFromJsonAsync<JsonElement>($"/api/devices/{device.Id}");

        Assert.Equal("<img src=x onerror=alert(1)>gnp[31m", page.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_technician_makes_no_tokens_and_nobody_makes_one_for_another_organisation()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var technician = await server.SignInAsync(Role.Technician, ours);
        var lead = await server.SignInAsync(Role.Lead, ours);

        Assert.Equal(HttpStatusCode.Forbidden, (await technician.Client.PostAsJsonAsync("/api/enrolment-tokens", new { organisationId = ours })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Client.PostAsJsonAsync("/api/enrolment-tokens", new { organisationId = theirs })).StatusCode);
    }

    public sealed class Sqlite(OnSqlite server) : EnrolmentTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : EnrolmentTests(server), IClassFixture<OnPostgres>;
}
