using System.Net;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Fettle.ServerTests.Devices;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Catalogue;

public abstract class TaskTests(FettleServer server)
{
    [Fact]
    public async Task A_task_begins_when_those_before_it_are_done_and_not_sooner()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(tasks: [House.Step("order"), House.Step("account"), House.Step("set-up", "order", "account"), House.Step("welcome", "set-up")]));
        Assert.Equal("order:open account:open set-up:waiting welcome:waiting", await house.TasksAsync(number));

        await house.StepAsync(number, "set-up", expected: HttpStatusCode.Conflict);
        await house.StepAsync(number, "order");
        Assert.Equal("order:done account:open set-up:waiting welcome:waiting", await house.TasksAsync(number));
        await house.StepAsync(number, "account", "skip");
        Assert.Equal("order:done account:skipped set-up:open welcome:waiting", await house.TasksAsync(number));
    }

    [Fact]
    public async Task Only_the_tasks_that_the_answers_want_are_a_part_of_the_work()
    {
        var house = await House.OpenAsync(server);
        object[] fields = [new { key = "phone", label = "Phone?", type = "yesNo" }, new { key = "first-day", label = "First day", type = "date" }];
        object[] tasks = [new { key = "phone", title = "Phone", when = new { field = "phone", @is = new[] { "yes" } } }, new { key = "welcome", title = "Welcome", after = new[] { "phone" }, dueField = "first-day", dueDays = -2 }];

        var number = await house.AskAsync(await house.OfferAsync(fields, tasks: tasks), new Dictionary<string, string[]> { ["phone"] = ["no"], ["first-day"] = ["2031-03-10"] });

        Assert.Equal("phone:skipped welcome:open", await house.TasksAsync(number));
        Assert.Equal(new DateTimeOffset(2031, 3, 8, 18, 0, 0, TimeSpan.Zero), (await house.TaskAsync(number, "welcome")).GetProperty("dueAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_ticket_with_open_tasks_is_solved_only_when_asked_twice_and_by_itself_when_all_are_done()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(tasks: [House.Step("order"), House.Step("set-up", "order")], resolveWhenDone: true));

        var question = await house.Tom.PutAsync($"/tickets/{number}/status", new { status = "resolved" }, HttpStatusCode.Conflict);
        Assert.Contains("open tasks: order, set-up", question.Text("detail"));
        await house.StepAsync(number, "order");
        await house.StepAsync(number, "set-up");

        Assert.Equal(("done", "resolved"), (await house.StateAsync(number), (await house.Tom.GetAsync($"/tickets/{number}")).Text("status")));
        var forced = await house.AskAsync(await house.OfferAsync(tasks: [House.Step("order")]));
        await house.Tom.PutAsync($"/tickets/{forced}/status", new { status = "resolved", force = true });
    }

    [Fact]
    public async Task Tasks_that_wait_for_each_other_are_not_saved_and_the_circle_is_named()
    {
        var house = await House.OpenAsync(server);

        var problem = await house.Lea.PostAsync("/services", house.Service(tasks: [House.Step("start"), House.Step("a", "start", "c"), House.Step("b", "a"), House.Step("c", "b")]), HttpStatusCode.BadRequest);

        Assert.Contains("a → c → b → a", problem.Text("detail"));
        await house.Lea.PostAsync("/services", house.Service(tasks: [House.Step("a", "nothing")]), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_task_of_a_team_is_in_the_list_of_its_members_until_somebody_takes_it()
    {
        var house = await House.OpenAsync(server);
        var team = (await house.Lea.PostAsync("/teams", new { organisationId = house.Organisation, name = "Hardware", members = new[] { new { personId = house.Tom.Id } } })).Number("id");
        var number = await house.AskAsync(await house.OfferAsync(tasks: [new { key = "order", title = "Order", teamId = team }, House.Step("other")]));
        var task = Assert.Single((await house.Tom.GetAsync("/tasks")).EnumerateArray());
        Assert.Equal(("Order", number, "Hardware"), (task.Text("title"), task.Number(), task.Text("team")));

        await house.Tom.PutAsync($"/tickets/{number}/tasks/{task.Number("id")}/owner", new { personId = house.Lea.Id });

        Assert.Empty((await house.Tom.GetAsync("/tasks")).EnumerateArray());
        Assert.Single((await house.Lea.GetAsync("/tasks")).EnumerateArray());
        await house.Tom.PutAsync($"/tickets/{number}/tasks/{task.Number("id")}/owner", new { personId = house.Rita.Id }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_device_does_its_task_as_a_job_and_the_next_begins_when_it_succeeded()
    {
        var house = await House.OpenAsync(server);
        using var device = await ScriptedDevice.EnrolAsync(server, house.Organisation);
        var service = await house.OfferAsync(
            [new { key = "on", label = "On", type = "device", required = true }],
            tasks: [new { key = "install", title = "Install", job = new { commands = new[] { "apt-get install -y gimp" }, deviceField = "on" } }, House.Step("try", "install")]);
        var number = await house.AskAsync(service, new { on = new[] { $"{device.Id}" } });
        Assert.Equal("install:running try:waiting", await house.TasksAsync(number));

        var job = Assert.Single(await device.FetchJobsAsync());
        Assert.Equal(["apt-get install -y gimp"], job.Script!.Commands);
        await device.PrintAsync(job, 0, "");
        await device.FinishAsync(job);
        await server.DeliverOutboxAsync();

        Assert.Equal("install:done try:open", await house.TasksAsync(number));
    }

    [Fact]
    public async Task A_job_without_a_device_fails_and_can_be_tried_again_or_done_by_hand()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(tasks: [new { key = "install", title = "Install", job = new { commands = new[] { "true" } } }, House.Step("try", "install")]));
        Assert.Contains("no device", (await house.TaskAsync(number, "install")).Text("failure"));

        await house.StepAsync(number, "install", "tryAgain");
        Assert.Equal("install:failed try:waiting", await house.TasksAsync(number));
        await house.StepAsync(number, "install");

        Assert.Equal("install:done try:open", await house.TasksAsync(number));
    }

    [Fact]
    public async Task A_webhook_that_aims_at_this_machine_is_not_called_and_the_task_fails_after_its_tries()
    {
        var house = await House.OpenAsync(server);
        var number = await house.AskAsync(await house.OfferAsync(tasks: [new { key = "order", title = "Order", webhook = new { url = "http://127.0.0.1:9/order" } }]));
        var call = ActivatorUtilities.CreateInstance<CallWebhooks>(server.Services);

        Assert.True(await call.NextAsync(CancellationToken.None));
        Assert.Equal("order:running", await house.TasksAsync(number));
        Assert.False(await call.NextAsync(CancellationToken.None));
        for (var i = 0; i < 5; i++)
        {
            server.Clock.Advance(TimeSpan.FromHours(5));
            await call.NextAsync(CancellationToken.None);
        }

        Assert.Equal("order:failed", await house.TasksAsync(number));
        Assert.Contains("127.0.0.1", (await house.TaskAsync(number, "order")).Text("failure"));
    }

    [Fact]
    public async Task Who_may_not_run_commands_does_not_save_a_service_that_does()
    {
        var house = await House.OpenAsync(server);
        object[] tasks = [new { key = "x", title = "X", job = new { commands = new[] { "rm -rf /" } } }];

        await house.Tom.PostAsync("/services", house.Service(tasks: tasks), HttpStatusCode.Forbidden);
        await house.Lea.PostAsync("/services", new { name = "everywhere", fields = House.None, approvals = House.None, tasks }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_comes_with_the_product_is_installed_by_a_press_once_and_can_be_asked_for()
    {
        var house = await House.OpenAsync(server);
        var manages = await house.Lea.PostAsync("/services/shipped", new { organisationId = house.Organisation });
        Assert.Equal(8, manages.Number("installed"));
        Assert.Equal(0, (await house.Lea.PostAsync("/services/shipped", new { organisationId = house.Organisation })).Number("installed"));
        Assert.Equal(8, InstallShipped.All.Count);

        // Each would be saved again as it is: its form, its approvals and its tasks hold together.
        foreach (var row in (await house.Lea.GetAsync("/services")).EnumerateArray().Where(r => r.GetProperty("organisationId").ValueKind != System.Text.Json.JsonValueKind.Null && r.Number("organisationId") == house.Organisation))
        {
            var view = await house.Lea.GetAsync($"/services/{row.Number("id")}");
            await house.Lea.PutAsync($"/services/{row.Number("id")}", new { service = view.GetProperty("service"), version = view.Number("version") });
            Assert.NotEqual(0, row.Number("tasks"));
        }
        var share = (await house.Rita.GetAsync("/portal/services")).EnumerateArray().Single(s => s.Text("name") == "Access to a share").Number("id");
        var number = await house.AskAsync(share, new { share = new[] { "projects" }, level = new[] { "Read" }, why = new[] { "To read" } });
        await House.AnswerAsync(house.Mona, yes: true);
        Assert.Equal("grant:open end:skipped", await house.TasksAsync(number));
    }

    public sealed class Sqlite(OnSqlite server) : TaskTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : TaskTests(server), IClassFixture<OnPostgres>;
}
