using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Has the caller reminded of a ticket at a time.</summary>
internal sealed class SetReminder(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    /// <param name="At">When, to come.</param>
    public sealed record Request(DateTimeOffset At, string? Text = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/reminders",
        (long number, Request request, SetReminder useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">The time is past, or farther than ten years.</exception>
    public async Task<ListReminders.Item> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var ticket = await one.ReadAsync(number, cancel);
        var now = clock.GetUtcNow();
        if (request.At <= now || request.At > now + Farthest)
            throw new Invalid("at", "is not between now and ten years from now");
        var reminder = new Reminder
        {
            OrganisationId = ticket.OrganisationId,
            TicketId = ticket.Id,
            PersonId = me.Id,
            DueAt = request.At,
            Text = Demand.OptionalText(request.Text, "text", longest: 500),
        };
        db.Add(reminder);
        await db.SaveChangesAsync(cancel);
        return new(reminder.Id, number, ticket.Subject, reminder.DueAt, reminder.Text, Due: false);
    }
}
