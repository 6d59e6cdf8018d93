using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class TemplateTests(FettleServer server)
{
    [Fact]
    public async Task A_ticket_from_a_template_has_its_category_fields_and_checklist()
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation);
        var category = (await lead.PostAsync("/categories", new { organisationId = desk.Organisation, name = "Hardware" })).Number("id");
        var field = (await lead.PostAsync("/fields", new { organisationId = desk.Organisation, name = "Room", type = "text" })).Number("id");
        var template = (await lead.PostAsync("/ticket-templates", new
        {
            organisationId = desk.Organisation,
            template = new { name = "New computer", subject = "New computer", categoryId = category, fields = new[] { new { fieldId = field, value = "B 12" } }, checklist = new[] { "Order", "Set up" } },
        })).Number("id");

        var number = (await desk.Technician.PostAsync("/tickets", new { kind = "request", subject = "New computer for Rita", body = "x", requesterId = desk.Requester.Id, templateId = template })).Number();

        var page = await desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal(("Hardware", "B 12"), (page.GetProperty("category").Text("path"), page.GetProperty("fields")[0].Text("value")));
        Assert.Equal(["Order", "Set up"], (await desk.Technician.GetAsync($"/tickets/{number}/checklist")).EnumerateArray().Select(c => c.Text("text")));
    }

    [Fact]
    public async Task A_checklist_shows_in_the_queue_how_far_it_is_and_asks_before_the_ticket_is_solved()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        var list = await desk.Technician.PostAsync($"/tickets/{number}/checklist", new { texts = new[] { "Unplug", "Plug in" } });

        await desk.Technician.PutAsync($"/tickets/{number}/checklist/{list[0].Number("id")}", new { done = true });

        var row = (await desk.Technician.GetAsync("/tickets")).Items().Single(t => t.Number() == number).GetProperty("checklist");
        Assert.Equal((1, 2), (row.Number("done"), row.Number("of")));
        await desk.Technician.PutAsync($"/tickets/{number}/status", new { status = "resolved" }, HttpStatusCode.Conflict);
        var done = await desk.Technician.PutAsync($"/tickets/{number}/checklist/{list[1].Number("id")}", new { done = true });
        Assert.Equal("Tom", done[1].GetProperty("doneBy").Text("name"));
        await desk.SetStatusAsync(number, "resolved");
    }

    [Fact]
    public async Task A_template_of_another_organisation_is_none_and_only_who_manages_the_desk_makes_one()
    {
        var (desk, other) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation);
        var template = (await lead.PostAsync("/ticket-templates", new { organisationId = desk.Organisation, template = new { name = "t", subject = "s" } })).Number("id");

        await other.Technician.PostAsync("/tickets", new { kind = "request", subject = "x", body = "y", templateId = template }, HttpStatusCode.BadRequest);
        await desk.Technician.PutAsync($"/ticket-templates/{template}", new { name = "t", subject = "s" }, HttpStatusCode.Forbidden);
        Assert.Empty((await other.Technician.GetAsync("/ticket-templates")).EnumerateArray());
        await lead.PostAsync("/ticket-templates", new { organisationId = desk.Organisation, template = new { name = "t", subject = "s" } }, HttpStatusCode.Conflict);
    }

    public sealed class Sqlite(OnSqlite server) : TemplateTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : TemplateTests(server), IClassFixture<OnPostgres>;
}
