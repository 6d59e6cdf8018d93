using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Security;

/// <summary>One of everything that the catalogue has: a service, a request with an approval, a task of another, somebody who stands in.</summary>
internal static class CatalogueOfHouse
{
    public static async Task<IReadOnlyDictionary<string, long>> FillAsync(TestPerson lead, TestPerson requester)
    {
        object[] none = [];
        var asked = new { organisationId = lead.OrganisationId, name = "s", fields = none, tasks = none, approvals = new[] { new { name = "a", stage = 1, by = "persons", personIds = new[] { lead.Id } } } };
        var worked = new { organisationId = lead.OrganisationId, name = "w", fields = none, approvals = none, tasks = new[] { new { key = "one", title = "One" } } };
        var (service, other) = ((await lead.PostAsync("/services", asked)).Number("id"), (await lead.PostAsync("/services", worked)).Number("id"));
        await requester.PostAsync($"/portal/services/{service}/requests", new { answers = new { } });
        var number = (await requester.PostAsync($"/portal/services/{other}/requests", new { answers = new { } })).Number();
        var approval = (await lead.GetAsync("/portal/approvals")).GetProperty("waiting")[0].Number("id");
        var now = (await lead.GetAsync($"/tickets/{number}")).GetProperty("createdAt").GetDateTimeOffset();
        return new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["/services"] = service,
            ["/portal/services"] = service,
            ["/portal/approvals"] = approval,
            ["/portal/delegations"] = (await lead.PostAsync("/portal/delegations", new { delegateId = requester.Id, from = now, until = now.AddDays(1) })).Number("id"),
            ["approvalId"] = approval,
            ["taskId"] = (await lead.GetAsync($"/tickets/{number}/request")).GetProperty("tasks")[0].Number("id"),
        };
    }
}
