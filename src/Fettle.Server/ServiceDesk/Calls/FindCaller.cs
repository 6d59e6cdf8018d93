using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Calls;

/// <summary>Who is on the telephone, and what is at hand about them: what is open, what was lately, their devices.</summary>
internal sealed class FindCaller(FettleDb db, CurrentPerson me, IPeople people, IDevices devices) : IUseCase
{
    private const int MostOpen = 15;
    private const int MostSolved = 5;

    /// <param name="Candidates">Who it may be, the surest first.</param>
    /// <param name="Person">The one who was asked for, or the first of the candidates; null where nobody is known by the number.</param>
    public sealed record Answer(IReadOnlyList<Candidate> Candidates, Caller? Person);

    public sealed record Candidate(long Id, string Name, string? Email, string Organisation);

    /// <param name="Open">Their tickets that are not solved, the latest first.</param>
    /// <param name="Lately">The last that were solved.</param>
    public sealed record Caller(
        long Id, string Name, string? Email, long OrganisationId, string Organisation, IReadOnlyList<string> Phones, IReadOnlyList<CallerTicket> Open,
        IReadOnlyList<CallerTicket> Lately, IReadOnlyList<DeviceRef> Devices);

    public sealed record CallerTicket(long Number, string Subject, TicketStatus Status, Priority Priority, DateTimeOffset UpdatedAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/calls/caller", (string? number, long? personId, FindCaller useCase, CancellationToken cancel) => useCase.RunAsync(number, personId, cancel));

    /// <param name="number">As the telephone shows it.</param>
    /// <param name="personId">Who it is, where that is known already.</param>
    /// <exception cref="NotFound">No such person in an organisation where the caller sees tickets.</exception>
    public async Task<Answer> RunAsync(string? number, long? personId, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var found = (personId, number) switch
        {
            ({ } id, _) => (await people.NamesAsync([id], cancel)).Values,
            (_, { Length: > 0 and <= 100 }) => await people.ByPhoneAsync(number, cancel),
            _ => [],
        };
        var known = found.Where(p => me.May(Permission.ViewTickets, p.OrganisationId)).ToList();
        if (personId is not null && known.Count == 0)
            throw new NotFound($"Person {personId}");
        var organisations = await people.OrganisationNamesAsync(known.Select(p => p.OrganisationId), cancel);
        return new(
            known.ConvertAll(p => new Candidate(p.Id, p.Name, p.Email, organisations.GetValueOrDefault(p.OrganisationId, ""))),
            known is [var first, ..] ? await ShowAsync(first, organisations.GetValueOrDefault(first.OrganisationId, ""), cancel) : null);
    }

    private async Task<Caller> ShowAsync(PersonName person, string organisation, CancellationToken cancel)
    {
        var theirs = db.Tickets.AsNoTracking().Where(t => t.RequesterId == person.Id && t.MergedIntoId == null).OrderByDescending(t => t.UpdatedAt);
        var open = await theirs.Where(t => TicketStatuses.Active.Contains(t.Status)).Take(MostOpen).ToListAsync(cancel);
        var solved = await theirs.Where(t => !TicketStatuses.Active.Contains(t.Status)).Take(MostSolved).ToListAsync(cancel);
        var machines = await devices.OfPersonAsync(person.Id, cancel);
        return new(
            person.Id, person.Name, person.Email, person.OrganisationId, organisation, await people.PhonesOfAsync(person.Id, cancel),
            Seen(open), Seen(solved), [.. machines.Select(d => new DeviceRef(d.Id, d.Name, d.Presence))]);

        List<CallerTicket> Seen(List<Ticket> tickets) => tickets
            .FindAll(t => me.May(Permission.ViewTickets, t.OrganisationId)).ConvertAll(t => new CallerTicket(t.Number, t.Subject, t.Status, t.Priority, t.UpdatedAt));
    }
}
