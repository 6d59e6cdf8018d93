using Fettle.Server.People;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Example;

/// <summary>The example's catalogue, and in its first house a request in each state: asked, refused, in work, done.</summary>
internal sealed class FillRequests(
    FettleDb db, InstallShipped install, ShowAnswers show, NewTicket tickets, Advance advance, TakeAnswer take, StartTasks start, OneTicket one, IPeople people, TimeProvider clock) : IExample
{
    /// <summary>After the tickets, which count their numbers themselves.</summary>
    public int Order => 45;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        await db.InTransactionAsync(() => install.RunAsync(organisation: null, cancel), cancel);
        var house = world.Organisations[0];
        if (house.Requesters.Count < 2)
            return;
        var (asks, other, devices) = (house.Requesters[0], house.Requesters[1], house.Devices);
        await AskAsync(house, asks, "new-computer", new() { ["why"] = ["Mine is too slow or too old"], ["model"] = ["Powerful notebook"], ["reason"] = ["Large pictures of the new building"], ["extras"] = ["Screen"], ["move"] = ["yes"] }, null, 0, cancel);
        await AskAsync(house, other, "share-access", new() { ["share"] = ["\\\\files\\projects"], ["level"] = ["Read and change"], ["why"] = ["I take over the planning from June on."] }, null, 0, cancel);
        await AskAsync(house, other, "new-employee", new() { ["name"] = ["Noor Jansen"], ["first-day"] = [Day(world, 14)], ["job"] = ["Reception"], ["manager"] = [$"{other.Id}"], ["site"] = ["In the office"], ["computer"] = ["Standard notebook"], ["phone"] = ["no"] }, true, 1, cancel);
        await AskAsync(house, asks, "loan-device", new() { ["what"] = ["Projector"], ["from"] = [Day(world, 2)], ["until"] = [Day(world, 4)], ["abroad"] = ["no"] }, true, 3, cancel);
        if (devices.Count > 0)
        {
            await AskAsync(house, other, "vpn", new() { ["device"] = [$"{devices[0].Id}"], ["why"] = ["Files"] }, true, 2, cancel);
            await AskAsync(house, asks, "software", new() { ["program"] = ["A second drawing program"], ["device"] = [$"{devices[0].Id}"], ["why"] = ["To try it"], ["paid"] = ["Yes"], ["price"] = ["240"] }, false, 0, cancel);
        }
    }

    /// <param name="yes">What everybody who is asked says; null: nothing yet.</param>
    /// <param name="done">How many of the tasks are done.</param>
    private async Task AskAsync(
        ExampleOrganisation house, ExamplePerson asks, string shipped, Dictionary<string, IReadOnlyList<string>> answers, bool? yes, int done, CancellationToken cancel)
    {
        var offering = await db.Offerings.AsNoTracking().SingleAsync(o => o.Shipped == shipped && o.OrganisationId == null, cancel);
        var (plan, number) = (offering.ReadPlan(), 0L);
        await db.InTransactionAsync(
            async () =>
            {
                var shown = await show.RunAsync(plan.Fields, answers, files: null, cancel);
                var ticket = await tickets.OpenAsync(
                    new(house.Id, TicketKind.Request, $"{offering.Name}: {shown[0].Text}", ShowAnswers.Markdown(shown)) { RequesterId = asks.Id },
                    new(AuthorKind.Requester, asks.Id), clock.GetUtcNow(), cancel);
                var request = CatalogueRequest.Of(ticket, offering, plan, answers, shown, asks.Id);
                db.Add(request);
                db.AddRange(Approval.NeededBy(request));
                await db.SaveChangesAsync(cancel);
                await advance.RunAsync(ticket, cancel);
                await one.SaveAsync(ticket, cancel);
                number = ticket.Number;
            },
            cancel);
        while (yes is { } says && await OpenAsync(number, cancel) is { } open)
            await take.RunAsync(open.Approval, open.Person, says, says ? null : "We have one already. Please try it first, and tell me what is missing.", AnswerWay.Portal, cancel);
        await db.InTransactionAsync(() => WorkAsync(house, number, done, cancel), cancel);
        db.ChangeTracker.Clear();
    }

    private async Task<(long Approval, long Person)?> OpenAsync(long number, CancellationToken cancel)
    {
        var open = await (from a in db.Approvals
                          join t in db.Tickets on a.TicketId equals t.Id
                          where t.Number == number && a.State == ApprovalState.Open
                          from v in a.Voices
                          where v.Answer == null
                          orderby v.Id
                          select new { a.Id, v.PersonId }).FirstOrDefaultAsync(cancel);
        return open is null ? null : (open.Id, open.PersonId);
    }

    private async Task WorkAsync(ExampleOrganisation house, long number, int done, CancellationToken cancel)
    {
        var ticket = (await one.LockAsync(number, cancel))!;
        var request = await db.CatalogueRequests.SingleAsync(r => r.TicketId == ticket.Id, cancel);
        var worker = (await people.TechniciansAsync(house.Id, cancel))[0].Id;
        for (var i = 0; i < done; i++)
        {
            if (await db.RequestTasks.Where(t => t.TicketId == ticket.Id && t.State == TaskState.Open).OrderBy(t => t.Position).FirstOrDefaultAsync(cancel) is not { } task)
                break;
            task.Finish(worker, clock.GetUtcNow());
            ticket.Note(EntryKind.TaskDone, new(AuthorKind.Staff, worker), clock.GetUtcNow(), data: new() { Title = task.Title, TaskId = task.Id });
            await db.SaveChangesAsync(cancel);
            await start.RunAsync(ticket, request, cancel);
            await db.SaveChangesAsync(cancel);
        }
        await one.SaveAsync(ticket, cancel);
    }

    private static string Day(ExampleWorld world, int days) => world.Now.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
