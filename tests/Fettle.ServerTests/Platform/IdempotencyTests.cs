using System.Net;
using System.Net.Http.Json;
using Fettle.Server.People;
using Fettle.Server.Platform.Idempotency;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.Platform;

/// <summary>On a route that knows nothing of keys itself: it holds for all of them.</summary>
public abstract class IdempotencyTests(FettleServer server)
{
    [Fact]
    public async Task The_same_request_with_the_same_key_is_answered_the_same_and_done_once()
    {
        var (lead, organisation) = await LeadAsync();
        var key = Guid.NewGuid().ToString();

        var first = await SendAsync(lead, key, organisation, "Printers");
        var again = await SendAsync(lead, key, organisation, "Printers");

        Assert.Equal((first.Status, first.Body), (again.Status, again.Body));
        Assert.True(again.Replayed);
        Assert.Single(await QueuesAsync(lead), "Printers");
    }

    [Fact]
    public async Task The_key_with_another_request_is_refused_and_a_new_key_is_not()
    {
        var (lead, organisation) = await LeadAsync();
        var key = Guid.NewGuid().ToString();
        await SendAsync(lead, key, organisation, "One");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(lead, key, organisation, "Two")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(lead, Guid.NewGuid().ToString(), organisation, "Two")).Status);
        Assert.Equal(["One", "Two"], (await QueuesAsync(lead)).Order());
    }

    [Fact]
    public async Task Many_at_once_do_it_once_and_are_all_answered()
    {
        var (lead, organisation) = await LeadAsync();
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendAsync(lead, key, organisation, "Once")));

        Assert.Single(answers.Select(a => (a.Status, a.Body)).Distinct());
        Assert.Single(answers, a => !a.Replayed);
        Assert.Single(await QueuesAsync(lead), "Once");
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_with_its_key_and_what_was_done_is_forgotten_after_a_day()
    {
        var (lead, organisation) = await LeadAsync();
        var key = Guid.NewGuid().ToString();
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(lead, key, organisation, "")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(lead, key, organisation, "Right")).Status);
        server.Clock.Advance(TimeSpan.FromHours(25));
        lead = await server.SignInAsync(Role.Lead, organisation);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(lead, key, organisation, "Later")).Status);
    }

    [Fact]
    public async Task What_a_dead_process_had_begun_is_done_by_whoever_sends_it_again()
    {
        var (lead, organisation) = await LeadAsync();
        var key = Guid.NewGuid().ToString();
        await server.WithAsync<KeptAnswers>(async kept =>
        {
            var first = await SendAsync(lead, Guid.NewGuid().ToString(), organisation, "Another");
            Assert.Equal(HttpStatusCode.OK, first.Status);
            var sent = await server.WithDbAsync(db => db.Set<IdempotentRequest>().Where(r => r.PersonId == lead.Id).Select(r => r.Request).SingleAsync());
            Assert.True(await kept.BeginAsync(lead.Id, key, sent, CancellationToken.None));
            Assert.False(await kept.BeginAsync(lead.Id, key, sent, CancellationToken.None));
        });
        server.Clock.Advance(KeptAnswers.TakesAtMost + TimeSpan.FromSeconds(1));

        Assert.False((await SendAsync(lead, key, organisation, "Another")).Replayed);
    }

    [Fact]
    public async Task A_key_is_its_senders_alone()
    {
        var ((lead, organisation), (other, elsewhere)) = (await LeadAsync(), await LeadAsync());
        var key = Guid.NewGuid().ToString();

        var (mine, theirs) = (await SendAsync(lead, key, organisation, "Same"), await SendAsync(other, key, elsewhere, "Same"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (mine.Status, theirs.Status));
        Assert.False(theirs.Replayed);
    }

    private sealed record Answer(HttpStatusCode Status, string Body, bool Replayed);

    private static async Task<Answer> SendAsync(TestPerson who, string key, long organisation, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/queues", UriKind.Relative)) { Content = JsonContent.Create(new { organisationId = organisation, name }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await who.Client.SendAsync(request);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Contains("Idempotency-Replayed"));
    }

    private async Task<(TestPerson Lead, long Organisation)> LeadAsync()
    {
        var organisation = await server.OrganisationAsync();
        return (await server.SignInAsync(Role.Lead, organisation), organisation);
    }

    private static async Task<IReadOnlyList<string?>> QueuesAsync(TestPerson who) => [.. (await who.GetAsync("/queues")).EnumerateArray().Select(q => q.Text("name")).Where(n => n != "Service desk")];

    public sealed class Sqlite(OnSqlite server) : IdempotencyTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : IdempotencyTests(server), IClassFixture<OnPostgres>;
}
