using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Announcements;
using Fettle.Server.ServiceDesk.ChangeControl;
using Fettle.Server.ServiceDesk.MajorIncidents;
using Fettle.Server.ServiceDesk.Problems;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Example;

/// <summary>The example's plans: a board, a standard change, a freeze, changes on their way, a known error, a major incident, an announcement.</summary>
internal sealed class FillChanges(FettleDb db, NewTicket tickets, OneTicket one) : IExample
{
    private static readonly string[] Harmless = ["reach.team", "interruption.short", "tested.same", "undo.minutes", "before.often"];
    private static readonly string[] Risky = ["reach.everyone", "interruption.long", "tested.similar", "undo.hours", "before.once"];

    /// <summary>After the tickets, whose problems it describes.</summary>
    public int Order => 45;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        var house = world.Organisations[0];
        if (house.Technicians.Count < 2)
            return;
        var (today, author) = (new DateTimeOffset(world.Now.UtcDateTime.Date, TimeSpan.Zero), new Author(AuthorKind.Staff, house.Technicians[0].Id));
        await db.InTransactionAsync(
            async () =>
            {
                await RulesAsync(house, today, cancel);
                await PlanAsync(house, author, "Switch firmware in the server room", Harmless, today.AddDays(2).AddHours(19), ChangeState.Scheduled, world.Now, cancel);
                await PlanAsync(house, author, "Move the mail server to new storage", Risky, today.AddDays(2).AddHours(20), ChangeState.WaitingForApproval, world.Now, cancel);
                await PlanAsync(house, author, "Renew the certificate of the intranet", Harmless, today.AddDays(6).AddHours(7), ChangeState.Draft, world.Now, cancel);
                await DescribeProblemAsync(world, cancel);
                await DeclareAsync(house, author, world.Now, cancel);
            },
            cancel);
    }

    private async Task RulesAsync(ExampleOrganisation house, DateTimeOffset today, CancellationToken cancel)
    {
        var board = new ChangeBoard(house.Id);
        board.Become([.. house.Technicians.Select(t => t.Id)], quorum: 1);
        var template = new ChangeTemplate(house.Id);
        template.Become(
            "Replace a switch by one of the same model", "1. Save its configuration\n2. Swap it\n3. Load the configuration", "Each port that had a link has one again.", "Put the old one back.", Harmless,
            retired: false);
        var announcement = new Announcement();
        announcement.Become(
            AnnouncementKind.Maintenance, AnnouncementSeverity.Warning, "Mail is interrupted in two days, from 20:00 to 22:00",
            "We move it to faster storage. **You need not do anything**; what is sent to you meanwhile arrives afterwards.", [house.Id], today, today.AddDays(2).AddHours(22));
        db.AddRange(board, template, announcement, new FreezePeriod { OrganisationId = house.Id, Name = "Closing of the books", From = today.AddDays(9), Until = today.AddDays(12) });
        await db.SaveChangesAsync(cancel);
    }

    private async Task PlanAsync(
        ExampleOrganisation house, Author author, string subject, string[] risk, DateTimeOffset starts, ChangeState until, DateTimeOffset now, CancellationToken cancel)
    {
        var ticket = await tickets.OpenAsync(new(house.Id, TicketKind.Change, subject, "It has to be done before the support of the old one ends."), author, now, cancel);
        var change = PlannedChange.Of(ticket, ChangeType.Normal, author.Id!.Value, template: null);
        change.Write("1. Save what there is\n2. Install the new one\n3. Start it", "Somebody of each team tries it.", "Put back what was saved.", risk);
        change.Arrange(starts, starts.AddHours(2), ["Mail"], [.. house.Devices.Take(1).Select(d => d.Id)], author.Id.Value);
        db.Add(change);
        if (until != ChangeState.Draft)
        {
            change.Submit(author.Id.Value, quorum: 1, now);
            ticket.FollowChange("draft", "waitingForApproval", TicketStatus.WaitingForOther, null, author, now);
        }
        if (until == ChangeState.Scheduled)
        {
            var member = house.Technicians[1].Id;
            db.Add(new ChangeVote { OrganisationId = house.Id, TicketId = ticket.Id, Round = change.Round, PersonId = member }.Say(approved: true, comment: null, now));
            ticket.Note(EntryKind.ChangeVoted, new(AuthorKind.Staff, member), now, data: new() { Approved = true });
            change.Approve();
            ticket.FollowChange("waitingForApproval", "scheduled", TicketStatus.WaitingForOther, "1 of the board approved it.", Author.Fettle, now);
        }
        await one.SaveAsync(ticket, cancel);
    }

    /// <summary>The latest incident that is not solved has become a large one.</summary>
    private async Task DeclareAsync(ExampleOrganisation house, Author author, DateTimeOffset now, CancellationToken cancel)
    {
        var active = TicketStatuses.Active;
        var ticket = await db.Tickets.Where(t => t.OrganisationId == house.Id && t.Kind == TicketKind.Incident && active.Contains(t.Status)).OrderByDescending(t => t.CreatedAt).FirstOrDefaultAsync(cancel);
        if (ticket is null)
            return;
        var major = MajorIncident.Of(ticket, author.Id!.Value, now);
        major.Say("Several of you cannot work at the moment. We are on it, and write again within the hour.", now);
        ticket.Note(EntryKind.MajorDeclared, author, now);
        ticket.Weigh(Level.High, Level.High, author, now);
        ticket.Note(EntryKind.MajorLogged, author, now, text: "Two more people called. The switch on the second floor answers.");
        db.AddRange(
            major, new MajorIncidentPerson { OrganisationId = house.Id, TicketId = ticket.Id, PersonId = author.Id.Value, JoinedAt = now },
            new MajorIncidentTask { OrganisationId = house.Id, TicketId = ticket.Id, Text = "Ask the provider whether the line is up" });
        await one.SaveAsync(ticket, cancel);
    }

    private async Task DescribeProblemAsync(ExampleWorld world, CancellationToken cancel)
    {
        var active = TicketStatuses.Active;
        var problem = await db.Tickets.Where(t => t.Kind == TicketKind.Problem && active.Contains(t.Status)).OrderBy(t => t.Id).FirstOrDefaultAsync(cancel);
        if (problem is null)
            return;
        var record = new ProblemRecord(problem.OrganisationId, problem.Id);
        record.Describe(
            "Something fills it again after each time it was put right.", "Apply the remedy once more, and **note the time**: the next return tells what runs then.",
            "We know of this and are looking for what causes it. Save your work in the network drive until then.", isPublic: true, world.Now);
        db.Add(record);
        problem.Note(EntryKind.ProblemDescribed, Author.Fettle, world.Now);
        await one.SaveAsync(problem, cancel);
    }
}
