using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.People;

public abstract class TokenTests(FettleServer server)
{
    [Fact]
    public async Task A_token_does_what_its_scopes_say_and_nothing_else_of_what_its_maker_may()
    {
        var maker = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var program = await TokenAsync(maker, "viewPeople");

        Assert.Equal(HttpStatusCode.OK, (await program.ReadAsync("/people")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.SendAsync("/people", new { organisationId = maker.OrganisationId, name = "New", email = "new@token.example" })).Status);
        Assert.Equal(["viewPeople"], (await program.ReadAsync("/me"))["permissions"].EnumerateArray().Select(p => p.GetString()));
    }

    [Fact]
    public async Task Nobody_makes_a_token_that_is_broader_than_they_are()
    {
        var organisation = await server.OrganisationAsync();
        var technician = await server.SignInAsync(Role.Technician, organisation);
        var theirs = await server.OrganisationAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await MakeAsync(technician, ["managePeople"])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await MakeAsync(technician, ["viewPeople"], theirs)).Status);
        Assert.Equal(HttpStatusCode.OK, (await MakeAsync(technician, ["viewPeople"], organisation)).Status);
    }

    [Fact]
    public async Task A_role_taken_from_the_maker_is_taken_from_the_token_at_its_next_use()
    {
        var maker = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var program = await TokenAsync(maker, "viewPeople");
        await server.WithDbAsync(db => db.HeldRoles.Where(r => r.PersonId == maker.Id).ExecuteDeleteAsync());

        Assert.Equal(HttpStatusCode.Forbidden, (await program.ReadAsync("/people")).Status);
    }

    [Fact]
    public async Task A_token_for_one_organisation_sees_no_other()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var administrator = await server.SignInEverywhereAsync(Role.Administrator, ours);
        var outsider = await server.SignInAsync(Role.Requester, theirs);

        var program = await TokenAsync(administrator, "viewPeople", ours);

        Assert.Equal(HttpStatusCode.OK, (await program.ReadAsync($"/people/{administrator.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await program.ReadAsync($"/people/{outsider.Id}")).Status);
        Assert.Equal(ours, Assert.Single((await program.ReadAsync("/organisations")).Body.EnumerateArray()).GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_token_that_expired_or_was_revoked_or_whose_maker_is_disabled_opens_nothing()
    {
        var organisation = await server.OrganisationAsync();
        var (maker, other) = (await server.SignInAsync(Role.Lead, organisation), await server.SignInAsync(Role.Lead, organisation));
        var (expiring, revoked, orphaned) = (await TokenAsync(maker, "viewPeople"), await TokenAsync(maker, "viewPeople"), await TokenAsync(other, "viewPeople"));

        var newest = (await maker.Client.ReadAsync("/me/tokens")).Body[0].GetProperty("id").GetInt64();
        await maker.Client.RemoveAsync($"/me/tokens/{newest}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await revoked.ReadAsync("/people")).Status);
        Assert.Equal(HttpStatusCode.OK, (await expiring.ReadAsync("/people")).Status);

        await maker.Client.SendAsync($"/people/{other.Id}/disable");
        Assert.Equal(HttpStatusCode.Unauthorized, (await orphaned.ReadAsync("/people")).Status);

        server.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.Unauthorized, (await expiring.ReadAsync("/people")).Status);
    }

    [Fact]
    public async Task A_token_cannot_make_tokens_nor_change_how_its_maker_signs_in()
    {
        var program = await TokenAsync(await server.SignInAsync(Role.Lead, await server.OrganisationAsync()), "viewPeople");

        Assert.Equal(HttpStatusCode.Forbidden, (await program.SendAsync("/me/tokens", Request(["viewPeople"], null))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.SendAsync("/me/totp")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.ReplaceAsync("/me/password", new { current = "a", password = "b" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.ReadAsync("/me/sessions")).Status);
    }

    [Fact]
    public async Task The_database_keeps_no_token_that_could_be_used()
    {
        var maker = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var token = (await MakeAsync(maker, ["viewPeople"]))["token"].GetString()!;

        Assert.False(await server.WithDbAsync(db => db.ApiTokens.AnyAsync(t => t.SecretHash.Contains(token))));
        Assert.False(await server.WithDbAsync(db => db.Set<Fettle.Server.Platform.Journal.JournalEntry>().AnyAsync(e => e.After!.Contains(token))));
    }

    private object Request(string[] scopes, long? organisationId) => new { name = "program", scopes, expiresAt = server.Clock.GetUtcNow().AddDays(7), organisationId };

    private Task<Answer> MakeAsync(TestPerson maker, string[] scopes, long? organisation = null) => maker.Client.SendAsync("/me/tokens", Request(scopes, organisation));

    private async Task<HttpClient> TokenAsync(TestPerson maker, string scope, long? organisation = null)
    {
        var program = server.Stranger();
        program.DefaultRequestHeaders.Authorization = new("Bearer", (await MakeAsync(maker, [scope], organisation))["token"].GetString());
        return program;
    }

    public sealed class Sqlite(OnSqlite server) : TokenTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : TokenTests(server), IClassFixture<OnPostgres>;
}
