using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Teams;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Opens a ticket inside the caller's transaction: gives it its number and its queue, and tells that it is there.</summary>
internal sealed class NewTicket(FettleDb db, FirstQueue queues, AssignOnOpening assign, OneTicket one)
{
    public sealed record Wanted(long OrganisationId, TicketKind Kind, string Subject, string Body)
    {
        public long? RequesterId { get; init; }

        public long? DeviceId { get; init; }

        public long? QueueId { get; init; }

        public Level Impact { get; init; } = Level.Medium;

        public Level Urgency { get; init; } = Level.Medium;

        public IReadOnlyList<string> Tags { get; init; } = [];

        public string? Cause { get; init; }

        /// <summary>What the first line of the timeline says besides the text.</summary>
        public EntryData? Data { get; init; }
    }

    public async Task<Ticket> OpenAsync(Wanted wanted, Author by, DateTimeOffset at, CancellationToken cancel)
    {
        await db.TicketNumbers.ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, n => n.Last + 1), cancel);
        var number = await db.TicketNumbers.Select(n => n.Last).SingleAsync(cancel);
        var queue = wanted.QueueId ?? (await queues.OfAsync(wanted.OrganisationId, cancel)).Id;

        var ticket = Ticket.Open(
            number, wanted.OrganisationId, wanted.Kind, wanted.Subject, wanted.Body, queue, by, at, wanted.RequesterId, wanted.DeviceId, wanted.Impact,
            wanted.Urgency, wanted.Cause, wanted.Data);
        if (wanted.Tags.Count > 0)
            ticket.Tags.AddRange(wanted.Tags.Select(tag => new TicketTag { OrganisationId = wanted.OrganisationId, Tag = tag }));
        db.Add(ticket);
        await db.SaveChangesAsync(cancel);
        await assign.RunAsync(ticket, at, cancel);

        if (wanted.Kind.IsAskedFor)
        {
            var complaint = $"{wanted.Subject}\n{wanted.Body}";
            db.Tell(new TicketOpened(
                wanted.OrganisationId, ticket.Id, number, wanted.Kind == TicketKind.Incident, wanted.RequesterId, wanted.DeviceId, complaint));
        }
        await one.SaveAsync(ticket, cancel);
        return ticket;
    }
}
