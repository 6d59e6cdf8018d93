using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Example;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Example;

/// <summary>Lets a ticket of the example live: step after step by the rules that hold for every ticket, until the present cuts it short.</summary>
internal sealed class ExampleLife(ExampleWorld world, ExampleOrganisation organisation, Queue queue)
{
    private static readonly string[] Answers =
        ["Thank you. I am looking at it.", "I have seen the same on another computer today and know what to do.", "Could you leave the computer on over lunch?"];

    /// <summary>Of a hundred faults that were put right lately, so many come back; older ones were settled long ago.</summary>
    private static readonly int[] Scores = [3, 4, 4, 5, 5, 5, 5];

    private const int ComeBack = 15;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(21);

    private static readonly string[] Thanks = ["Thank you, it works!", "Perfect, thanks.", "That was quick."];

    private DateTimeOffset _at;

    /// <summary>What a hold of one of the tickets that lived found again.</summary>
    public List<(FaultReturned Fault, DateTimeOffset At)> ReturnedFaults { get; } = [];

    private Random Dice => world.Random;

    /// <param name="created">Steps follow from here; none is later than the example's present.</param>
    public Ticket Live(long number, DateTimeOffset created)
    {
        _at = created;
        var place = Dice.Next(organisation.Requesters.Count);
        var device = organisation.Devices.Count > 0 ? organisation.Devices[place % organisation.Devices.Count].Id : (long?)null;
        var requester = organisation.Requesters[place];
        var fault = Dice.Next(100) < 80 ? Pick(ExampleFault.All) : null;
        var text = fault is null ? Pick(ExampleFault.Wishes) : Pick(fault.Reports);
        var ticket = Ticket.Open(
            number, organisation.Id, fault is null ? TicketKind.Request : TicketKind.Incident, Portal.ReportFault.SubjectOf(text), text, queue.Id,
            new(AuthorKind.Requester, requester.Id), created, requester.Id, fault is null ? null : device, PickLevel(), PickLevel());
        if (fault is not null && Dice.Next(3) == 0)
            ticket.Tags.Add(new() { OrganisationId = organisation.Id, Tag = fault.Cause[..fault.Cause.IndexOf('.')] });

        var technician = Pick(organisation.Technicians);
        Talk(ticket, requester, technician);
        if (fault is not null && device is { } machine && Dice.Next(100) < 65)
            BeFixed(ticket, fault, machine, requester, technician);
        else
            BeDoneByHand(ticket, requester, technician);
        return ticket;
    }

    /// <summary>What a large example has its tickets filled with: question and answer in turn, of words as such tickets have them.</summary>
    private void Talk(Ticket ticket, ExamplePerson requester, ExamplePerson technician)
    {
        for (var said = 0; said < world.Size.Messages && Later(0, 5); said++)
        {
            var words = $"{Pick(ExampleTalk.Openings)} {Pick(ExampleTalk.Middles)} {Pick(ExampleTalk.Endings)}";
            if (said % 2 == 0)
                ticket.Answer(words, new(AuthorKind.Staff, technician.Id), _at);
            else
                ticket.Hear(words, new(AuthorKind.Requester, requester.Id), _at);
        }
    }

    private void BeFixed(Ticket ticket, ExampleFault fault, long device, ExamplePerson requester, ExamplePerson technician)
    {
        var staff = new Author(AuthorKind.Staff, technician.Id);
        var data = new EntryData { DeviceId = device, Cause = fault.Cause, Title = fault.Title, Commands = fault.Commands };
        if (Later(0, 1))
            ticket.Note(EntryKind.CheckUpStarted, Author.Fettle, _at, @public: true, data: new() { DeviceId = device });
        if (Later(0, 1))
            ticket.Note(EntryKind.CheckUpFinished, Author.Device(device), _at, @public: true, data: new() { DeviceId = device, Causes = [fault.Title], Evidence = fault.Evidence });
        if (Later(2, 180))
            ticket.AssignTo(technician.Id, null, technician.Name, staff, _at);
        if (Later(1, 60))
            ticket.Note(EntryKind.RemedyPreviewed, staff, _at, data: data);
        if (Later(0, 5))
            ticket.Note(EntryKind.RemedyStarted, staff, _at, @public: true, data: data);
        if (!Later(0, 2))
            return;
        ticket.Note(EntryKind.RemedyFinished, Author.Device(device), _at, @public: true, data: new()
        {
            DeviceId = device,
            Cause = fault.Cause,
            Title = fault.Title,
            Verified = true,
            Evidence = fault.Verified,
            PlainExplanation = fault.PlainExplanation,
            PlainRemedy = fault.PlainRemedy,
        });
        ticket.Resolve(verified: true, because: null, Author.Fettle, _at);
        if (Later(5, 120))
            ticket.Answer($"Hello {requester.Name},\n\n{fault.PlainExplanation} {fault.PlainRemedy}", staff, _at);
        var comesBack = Dice.Next(100) < ComeBack && _at > world.Now - Lately;
        foreach (var (after, minutes) in new[] { ("1 hour", 60), ("1 day", 1440), ("7 days", 8640) })
        {
            if (!Later(minutes, minutes + 10))
                return;
            if (comesBack && minutes > 60)
            {
                ReturnedFaults.Add((new(organisation.Id, ticket.Number, device, ticket.Number, fault.Cause, fault.Title, after, fault.Evidence[0]), _at));
                return;
            }
            ticket.Note(EntryKind.HoldPassed, Author.Device(device), _at, @public: true, data: new() { DeviceId = device, Cause = fault.Cause, After = after });
        }
        Rate(ticket, new(AuthorKind.Requester, requester.Id));
        if (Later(7 * 1440, (7 * 1440) + 60))
            ticket.Close(_at);
    }

    /// <summary>A third says how it went; nobody so badly that it has to be followed up.</summary>
    private void Rate(Ticket ticket, Author requester)
    {
        if (Dice.Next(3) == 0 && Later(1, 60))
            ticket.Rated(Scores[Dice.Next(Scores.Length)], null, requester, _at);
    }

    private void BeDoneByHand(Ticket ticket, ExamplePerson requester, ExamplePerson technician)
    {
        var (staff, person) = (new Author(AuthorKind.Staff, technician.Id), new Author(AuthorKind.Requester, requester.Id));
        // A few are not taken up yet, whatever their age.
        if (Dice.Next(100) < 3 || !Later(10, 600))
            return;
        ticket.AssignTo(technician.Id, null, technician.Name, staff, _at);
        if (Later(5, 240))
            ticket.Answer(Pick(Answers), staff, _at);
        if (Dice.Next(4) == 0 && Later(5, 120))
            ticket.Note(EntryKind.Note, staff, _at, text: "Asked the supplier; they answer **tomorrow**.");
        if (Dice.Next(3) == 0 && Later(5, 300))
            ticket.ChangeStatus(Dice.Next(2) == 0 ? TicketStatus.WaitingForRequester : TicketStatus.WaitingForOther, null, staff, _at);
        // Some wait for long.
        if (Dice.Next(100) < 4 || !Later(60, 2880))
            return;
        ticket.Hear("Any news?", person, _at);
        if (!Later(30, 1440))
            return;
        ticket.Answer("Done. Please try it and tell me.", staff, _at);
        ticket.ChangeStatus(TicketStatus.Resolved, null, staff, _at);
        if (Dice.Next(2) == 0 && Later(5, 600))
        {
            ticket.Confirm(solved: true, Pick(Thanks), person, _at);
            Rate(ticket, person);
        }
        if (Later(14 * 1440, (14 * 1440) + 60))
            ticket.Close(_at);
    }

    /// <summary>False where the present comes before it.</summary>
    private bool Later(int atLeastMinutes, int atMostMinutes)
    {
        _at += TimeSpan.FromSeconds((atLeastMinutes * 60) + Dice.Next(1, ((atMostMinutes - atLeastMinutes) * 60) + 2));
        return _at <= world.Now;
    }

    private Level PickLevel() => Dice.Next(10) switch { 0 => Level.High, < 7 => Level.Medium, _ => Level.Low };

    private T Pick<T>(IReadOnlyList<T> from) => from[Dice.Next(from.Count)];
}
