using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Catalogue;

public abstract class ApprovalTests(FettleServer server)
{
    [Fact]
    public async Task The_manager_decides_and_then_the_work_begins()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(approvals: [House.By("manager")], tasks: [House.Step("order")]));
        Assert.Equal(("deciding", "waitingForOther", ""), (await house.StateAsync(number), (await house.Tom.GetAsync($"/tickets/{number}")).Text("status"), await house.TasksAsync(number)));

        await House.AnswerAsync(house.Mona, yes: true);

        Assert.Equal(("working", "open", "order:open"), (await house.StateAsync(number), (await house.Tom.GetAsync($"/tickets/{number}")).Text("status"), await house.TasksAsync(number)));
        Assert.Equal(["approvalAsked", "approvalAnswered", "requestApproved"], (await house.TimelineAsync(number)).Select(e => e.Text("kind")!).Where(k => k.Contains("pprov", StringComparison.Ordinal)));
        Assert.Contains("approved", (await house.Rita.GetAsync($"/portal/tickets/{number}")).GetProperty("entries").EnumerateArray().Select(e => e.Text("word")));
    }

    [Fact]
    public async Task A_no_says_why_and_the_requester_is_told_in_plain_words()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(approvals: [House.By("manager"), House.By("role", stage: 2, name: "Budget", role: "lead")], tasks: [House.Step("order")]));

        await House.AnswerAsync(house.Mona, yes: false, expected: HttpStatusCode.BadRequest);
        await House.AnswerAsync(house.Mona, yes: false, because: "Next year, please");

        Assert.Equal(("refused", "resolved", ""), (await house.StateAsync(number), (await house.Tom.GetAsync($"/tickets/{number}")).Text("status"), await house.TasksAsync(number)));
        var told = (await house.Rita.GetAsync($"/portal/tickets/{number}")).GetProperty("entries").EnumerateArray().Single(e => e.Text("word") == "notApproved");
        Assert.Contains("Next year, please", told.Text("html"));
        Assert.Equal("Next year, please", (await house.Rita.GetAsync($"/portal/tickets/{number}/request")).Text("refusal"));
        Assert.Empty(await House.WaitingAsync(house.Lea));
    }

    [Fact]
    public async Task No_one_approves_their_own_request_not_even_in_somebody_elses_place()
    {
        var house = await House.OpenAsync(server);
        var service = await house.OfferAsync(approvals: [House.By("persons", personIds: [house.Rita.Id, house.Mona.Id])]);
        var number = await house.AskAsync(service);
        var approval = Assert.Single(await House.WaitingAsync(house.Mona)).Number("id");
        var now = server.Clock.GetUtcNow();
        await house.Mona.PostAsync("/portal/delegations", new { delegateId = house.Rita.Id, from = now, until = now.AddDays(3) });

        Assert.Empty(await House.WaitingAsync(house.Rita));
        await house.Rita.PostAsync($"/portal/approvals/{approval}/answer", new { yes = true }, HttpStatusCode.Forbidden);
        await house.Lea.PostAsync($"/tickets/{number}/approvals/{approval}/approvers", new { personId = house.Rita.Id }, HttpStatusCode.BadRequest);
        Assert.Equal("deciding", await house.StateAsync(number));
    }

    [Fact]
    public async Task Who_is_their_own_manager_in_the_end_is_decided_on_by_a_lead()
    {
        var house = await House.OpenAsync(server);
        var service = await house.OfferAsync(approvals: [House.By("manager")]);

        await house.AskAsync(service, by: house.Mona);

        Assert.Single(await House.WaitingAsync(house.Lea));
        Assert.Empty(await House.WaitingAsync(house.Mona));
    }

    [Fact]
    public async Task Stages_are_asked_one_after_the_other_and_rules_of_one_stage_together()
    {
        var house = await House.OpenAsync(server);
        var (first, second) = (await house.JoinAsync("First"), await house.JoinAsync("Second"));
        var number = await house.AskAsync(await house.OfferAsync(approvals:
        [
            House.By("persons", stage: 2, name: "Last", personIds: [house.Mona.Id]), House.By("persons", name: "One", personIds: [first.Id]), House.By("persons", name: "Two", personIds: [second.Id]),
        ]));
        Assert.Equal((1, 1, 0), ((await House.WaitingAsync(first)).Count, (await House.WaitingAsync(second)).Count, (await House.WaitingAsync(house.Mona)).Count));

        await House.AnswerAsync(second, yes: true);
        Assert.Empty(await House.WaitingAsync(house.Mona));
        await House.AnswerAsync(first, yes: true);
        await House.AnswerAsync(house.Mona, yes: true);

        Assert.Equal("working", await house.StateAsync(number));
    }

    [Fact]
    public async Task Of_a_group_so_many_have_to_agree_and_it_ends_when_they_no_longer_can()
    {
        var house = await House.OpenAsync(server);
        var people = new[] { await house.JoinAsync("A"), await house.JoinAsync("B"), await house.JoinAsync("C") };
        var service = await house.OfferAsync(approvals: [House.By("persons", personIds: [.. people.Select(p => p.Id)], quorum: 2)]);

        var number = await house.AskAsync(service);
        await House.AnswerAsync(people[0], yes: true);
        await House.AnswerAsync(people[1], yes: false, because: "I would not");
        Assert.Equal("deciding", await house.StateAsync(number));
        await House.AnswerAsync(people[2], yes: true);
        Assert.Equal("working", await house.StateAsync(number));

        var refused = await house.AskAsync(service);
        await House.AnswerAsync(people[0], yes: false, because: "No");
        await House.AnswerAsync(people[1], yes: false, because: "No");
        Assert.Equal("refused", await house.StateAsync(refused));
    }

    [Fact]
    public async Task A_stand_in_answers_while_the_other_is_away_and_is_one_voice_only()
    {
        var house = await House.OpenAsync(server);
        var (ann, bob) = (await house.JoinAsync("Ann"), await house.JoinAsync("Bob"));
        var now = server.Clock.GetUtcNow();
        await ann.PostAsync("/portal/delegations", new { delegateId = bob.Id, from = now.AddDays(-1), until = now.AddDays(1) });
        var service = await house.OfferAsync(approvals: [House.By("persons", personIds: [ann.Id, bob.Id], quorum: 2)]);
        var number = await house.AskAsync(service);
        var approval = Assert.Single(await House.WaitingAsync(bob)).Number("id");

        await House.AnswerAsync(bob, yes: true);
        await bob.PostAsync($"/portal/approvals/{approval}/answer", new { yes = true }, HttpStatusCode.Conflict);
        Assert.Equal("deciding", await house.StateAsync(number));
        await House.AnswerAsync(ann, yes: true);
        Assert.Equal("working", await house.StateAsync(number));

        var alone = await house.AskAsync(await house.OfferAsync(approvals: [House.By("persons", personIds: [ann.Id])]));
        Assert.Equal("Ann", Assert.Single(await House.WaitingAsync(bob)).Text("inPlaceOf"));
        await House.AnswerAsync(bob, yes: true);
        Assert.Equal("working", await house.StateAsync(alone));
        Assert.Equal("Bob", (await house.RequestAsync(alone)).GetProperty("approvals")[0].GetProperty("voices")[0].GetProperty("by").Text("name"));
    }

    [Fact]
    public async Task Who_is_back_is_answered_for_no_more()
    {
        var house = await House.OpenAsync(server);
        var stand = await house.JoinAsync("Stan");
        var now = server.Clock.GetUtcNow();
        var id = (await house.Mona.PostAsync("/portal/delegations", new { delegateId = stand.Id, from = now, until = now.AddDays(9) })).Number("id");
        await house.AskAsync(await house.OfferAsync(approvals: [House.By("manager")]));
        var approval = Assert.Single(await House.WaitingAsync(stand)).Number("id");

        await house.Mona.SendAsync(HttpMethod.Delete, $"/portal/delegations/{id}", null, HttpStatusCode.NoContent);

        await stand.PostAsync($"/portal/approvals/{approval}/answer", new { yes = true }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_what_costs_as_much_needs_the_yes_that_is_asked_from_there()
    {
        var house = await House.OpenAsync(server);
        object[] rules = [House.By("role", name: "Budget", role: "lead", fromCost: 1000)];

        var (cheap, dear) = (await house.AskAsync(await house.OfferAsync(approvals: rules, cost: 999.99m)), await house.AskAsync(await house.OfferAsync(approvals: rules, cost: 1000)));

        Assert.Equal(("working", "deciding"), (await house.StateAsync(cheap), await house.StateAsync(dear)));
    }

    [Fact]
    public async Task Who_does_not_answer_is_reminded_and_at_the_deadline_the_rule_says_what_happens()
    {
        var house = await House.OpenAsync(server);
        var waits = await house.AskAsync(await house.OfferAsync(approvals: [House.By("manager")]));
        var refuses = await house.AskAsync(await house.OfferAsync(approvals: [House.By("manager", afterDeadline: "refuse")]));
        var passes = await house.AskAsync(await house.OfferAsync(approvals: [House.By("manager", afterDeadline: "passOn")]));

        server.Clock.Advance(TimeSpan.FromHours(25));
        await house.LookAsync();
        await house.LookAsync();
        Assert.Equal((1, 0, 0), (await house.CountAsync(waits, "approvalReminded"), await house.CountAsync(waits, "approvalOverdue"), (await House.WaitingAsync(house.Lea)).Count));

        server.Clock.Advance(TimeSpan.FromHours(48));
        await house.LookAsync();
        Assert.Equal(("deciding", 1), (await house.StateAsync(waits), await house.CountAsync(waits, "approvalOverdue")));
        Assert.Equal("refused", await house.StateAsync(refuses));
        await House.AnswerAsync(house.Lea, yes: true);
        Assert.Equal("working", await house.StateAsync(passes));
    }

    [Fact]
    public async Task Where_nobody_can_decide_the_ticket_says_so_and_a_lead_names_somebody_but_not_themselves()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(approvals: [House.By("persons", personIds: [house.Lea.Id])]), by: house.Lea);
        Assert.Equal(1, await house.CountAsync(number, "approvalStuck"));
        var approval = (await house.RequestAsync(number)).GetProperty("approvals")[0].Number("id");
        var lead = await house.JoinAsync("Liam", Role.Lead);

        await lead.PostAsync($"/tickets/{number}/approvals/{approval}/approvers", new { personId = lead.Id }, HttpStatusCode.BadRequest);
        await lead.PostAsync($"/tickets/{number}/approvals/{approval}/approvers", new { personId = house.Mona.Id });
        await House.AnswerAsync(house.Mona, yes: true);

        Assert.Equal("working", await house.StateAsync(number));
    }

    [Fact]
    public async Task A_ticket_that_waits_for_an_approval_is_solved_only_when_asked_twice_and_then_nobody_is_asked_any_more()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(approvals: [House.By("manager")]));

        var question = await house.Tom.PutAsync($"/tickets/{number}/status", new { status = "resolved" }, HttpStatusCode.Conflict);
        Assert.Equal("urn:fettle:may-be-forced", question.Text("type"));
        await house.Tom.PutAsync($"/tickets/{number}/status", new { status = "resolved", force = true });
        await server.DeliverOutboxAsync();

        Assert.Equal("withdrawn", await house.StateAsync(number));
        Assert.Empty(await House.WaitingAsync(house.Mona));
    }

    [Fact]
    public async Task Nobody_becomes_their_own_manager_by_whatever_way()
    {
        var house = await House.OpenAsync(server);

        await house.Lea.PutAsync($"/people/{house.Mona.Id}/manager", new { managerId = house.Rita.Id }, HttpStatusCode.BadRequest);
        await house.Lea.PutAsync($"/people/{house.Mona.Id}/manager", new { managerId = house.Mona.Id }, HttpStatusCode.BadRequest);
        Assert.Equal("Mona", (await house.Lea.GetAsync($"/people/{house.Rita.Id}")).GetProperty("manager").Text("name"));
    }

    public sealed class Sqlite(OnSqlite server) : ApprovalTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ApprovalTests(server), IClassFixture<OnPostgres>;
}
