using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>
/// Writes a change's plan. One that waits for approval, or was approved, is a draft again: what was approved is what is done. A standard change's words and
/// risk are its template's; its time, devices and services are its own.
/// </summary>
internal sealed class PlanChange(CurrentPerson me, IDevices devices, OneChange one, TimeProvider clock) : IUseCase
{
    private const int MostDevices = 500, MostServices = 30;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <param name="Plan">What is done, step by step; Markdown.</param>
    /// <param name="TestPlan">How it is seen that it works.</param>
    /// <param name="BackOut">How it is taken back.</param>
    /// <param name="RiskAnswers">One answer of each risk question.</param>
    /// <param name="Services">What people use that may be interrupted, in their words.</param>
    public sealed record Request(
        string? Plan, string? TestPlan, string? BackOut, IReadOnlyList<string>? RiskAnswers, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt,
        IReadOnlyList<long>? DeviceIds, IReadOnlyList<string>? Services, long? Version);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/changes/{number:long}/plan",
        (long number, Request request, PlanChange useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It has begun, or somebody changed it meanwhile.</exception>
    /// <exception cref="Invalid">It ends before it begins, or names devices or answers that are not there.</exception>
    public Task<ChangeView> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        async (ticket, change) =>
        {
            var services = (request.Services ?? []).Select(s => Demand.Text(s, "services", longest: 100)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (services.Count > MostServices)
                throw new Invalid("services", $"are more than {MostServices}");
            CheckTime(request);
            var touched = await DevicesAsync(request.DeviceIds ?? [], ticket.OrganisationId, cancel);
            one.Move(ticket, change, c => c.Arrange(request.StartsAt, request.EndsAt, services, touched, me.Id), "The plan was changed, so it has to be approved again.");
            if (change.Kind != ChangeType.Standard)
                change.Write(Text(request.Plan, "plan"), Text(request.TestPlan, "testPlan"), Text(request.BackOut, "backOut"), RiskQuestions.Read(request.RiskAnswers));
            ticket.Note(EntryKind.ChangePlanned, Author.Staff(me), clock.GetUtcNow());
        },
        cancel);

    private static void CheckTime(Request request)
    {
        if (request.StartsAt is null != request.EndsAt is null)
            throw new Invalid(request.StartsAt is null ? "startsAt" : "endsAt", "is missing");
        if (request.EndsAt <= request.StartsAt)
            throw new Invalid("endsAt", "is not after startsAt");
        if (request.EndsAt - request.StartsAt > Longest)
            throw new Invalid("endsAt", $"is more than {Longest.TotalDays} days after startsAt: plan several changes");
    }

    private async Task<IReadOnlyCollection<long>> DevicesAsync(IReadOnlyList<long> wanted, long organisation, CancellationToken cancel)
    {
        if (wanted.Count > MostDevices)
            throw new Invalid("deviceIds", $"are more than {MostDevices}");
        var ids = wanted.ToHashSet();
        var known = await devices.NamesAsync(ids, cancel);
        return ids.All(id => known.GetValueOrDefault(id)?.OrganisationId == organisation) ? ids : throw new Invalid("deviceIds", "has one that is no device of this organisation");
    }

    private static string? Text(string? text, string field) => Demand.OptionalText(text, field, PlannedChange.LongestText, severalLines: true);
}
