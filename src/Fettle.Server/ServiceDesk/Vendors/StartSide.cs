using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Writes to a vendor, or to anybody, beside a ticket: their answers come back to it, and its requester sees nothing of it.</summary>
internal sealed class StartSide(FettleDb db, CurrentPerson me, OnceOnly once, SideMail mail, TimeProvider clock) : IUseCase
{
    /// <param name="VendorId">Out of the book; left out: <paramref name="Email"/> is written to.</param>
    /// <param name="CaseNumber">Under which number they keep it, where that is known already.</param>
    /// <param name="Files">Attachments of the ticket that go with it.</param>
    public sealed record Request(
        string Subject, string Body, long? VendorId = null, string? Email = null, string? Name = null, string? CaseNumber = null, IReadOnlyList<long>? Files = null);

    /// <param name="EntryId">Its first message in the timeline.</param>
    public sealed record Started(long EntryId);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/sides",
        (long number, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, StartSide useCase, CancellationToken cancel) =>
            useCase.RunAsync(number, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">Nothing is written, or there is nobody to write to.</exception>
    /// <exception cref="Conflict">There is no address to send from.</exception>
    public async Task<Started> RunAsync(long number, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var (subject, body) = (Demand.Text(request.Subject, "subject", Ticket.LongestSubject), Demand.Text(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true));
        var name = Demand.OptionalText(request.Name, "name", longest: 120);
        var theirs = Demand.OptionalText(request.CaseNumber, "caseNumber", longest: 100);
        return new(await once.RunAsync(
            idempotencyKey, (number, request), () => mail.WriteAsync(number, ticket => BeginAsync(ticket, request.VendorId, request.Email, name, subject, theirs, cancel), body, request.Files, cancel), cancel));
    }

    private async Task<SideConversation> BeginAsync(Ticket ticket, long? vendorId, string? email, string? name, string subject, string? theirs, CancellationToken cancel)
    {
        var vendor = vendorId is not { } id ? null
            : await db.Vendors.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id && v.OrganisationId == ticket.OrganisationId, cancel)
                ?? throw new Invalid("vendorId", "is no vendor of this organisation");
        var address = Given.OptionalEmail(email) ?? vendor?.Email ?? throw new Invalid("email", vendor is null ? "is missing" : "is missing: nothing is known of where this vendor is written to");
        var side = new SideConversation
        {
            OrganisationId = ticket.OrganisationId,
            TicketId = ticket.Id,
            VendorId = vendor?.Id,
            Name = name ?? vendor?.Name ?? address,
            Address = address,
            Subject = subject,
            StartedAt = clock.GetUtcNow(),
        };
        side.IsTheirCase(theirs);
        db.Add(side);
        await db.SaveChangesAsync(cancel);
        return side;
    }
}
