using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Vendors;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.Security;

/// <summary>What comes in by other ways than mail, and what tickets begin with: a chat, a form for a web page, a template, a rule.</summary>
internal static class WaysInOfHouse
{
    public static async Task<IReadOnlyDictionary<string, long>> FillAsync(FettleServer server, long organisation, TestPerson lead, TestPerson requester, long ticket)
    {
        await lead.PutAsync("/chats/attendance", new { there = true }, System.Net.HttpStatusCode.NoContent);
        var chat = (await requester.PostAsync("/portal/chats", new { text = "Hello?" })).GetProperty("chat").Number("id");
        var form = (await lead.PostAsync("/web-forms", new { organisationId = organisation, form = new { name = "Contact" } })).Number("id");
        var check = (await lead.PostAsync($"/tickets/{ticket}/checklist", new { texts = new[] { "a" } }))[0].Number("id");
        var template = (await lead.PostAsync("/ticket-templates", new { organisationId = organisation, template = new { name = "t", subject = "s" } })).Number("id");
        var recurring = (await lead.PostAsync("/recurring-tickets", new { templateId = template, every = "day", time = "09:00:00", timeZone = "Etc/UTC", from = "2031-01-01" })).Number("id");
        var vendor = (await lead.PostAsync("/vendors", new { organisationId = organisation, vendor = new { name = "v" } })).Number("id");
        var side = await SideAsync(server, organisation, ticket);
        return new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["chatId"] = chat,
            ["formId"] = form,
            ["checkId"] = check,
            ["templateId"] = template,
            ["recurringId"] = recurring,
            ["vendorId"] = vendor,
            ["sideId"] = side,
        };
    }

    private static Task<long> SideAsync(FettleServer server, long organisation, long number) => server.WithDbAsync(async db =>
    {
        var ticket = await db.Tickets.SingleAsync(t => t.Number == number);
        var side = new SideConversation { OrganisationId = organisation, TicketId = ticket.Id, Name = "v", Address = "v@vendor.example", Subject = "s", StartedAt = server.Clock.GetUtcNow() };
        db.Add(side);
        await db.SaveChangesAsync();
        return side.Id;
    });
}
