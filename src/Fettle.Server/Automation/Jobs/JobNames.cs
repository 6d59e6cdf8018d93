using Fettle.Server.Devices;
using Fettle.Server.People;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Puts names to jobs: two queries, however many jobs.</summary>
internal sealed class JobNames(IDevices devices, IPeople people)
{
    public async Task<IReadOnlyList<JobSummary>> SummariesAsync(IReadOnlyCollection<Job> jobs, CancellationToken cancel)
    {
        var names = await devices.NamesAsync(jobs.Select(j => j.DeviceId), cancel);
        var persons = await PersonsAsync(jobs.Select(j => j.RequestedBy), cancel);
        return
        [
            .. jobs.Select(j => new JobSummary(
                j.Id, j.DeviceId, names.GetValueOrDefault(j.DeviceId)?.Name ?? "", j.OrganisationId, j.Kind, j.Title, j.Status, j.Attempt, j.CreatedAt, j.ExpiresAt,
                j.StartedAt, j.FinishedAt, j.RequestedBy, NameOf(persons, j.RequestedBy), j.Error))
        ];
    }

    public async Task<IReadOnlyDictionary<long, PersonName>> PersonsAsync(IEnumerable<long?> ids, CancellationToken cancel)
    {
        var known = ids.OfType<long>().Distinct().ToList();
        return known.Count == 0 ? new Dictionary<long, PersonName>() : await people.NamesAsync(known, cancel);
    }

    public static string? NameOf(IReadOnlyDictionary<long, PersonName> persons, long? id) => id is { } known ? persons.GetValueOrDefault(known)?.Name : null;
}
