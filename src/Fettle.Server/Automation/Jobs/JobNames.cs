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
            .. jobs.Select(j => new JobSummary
            {
                Id = j.Id,
                DeviceId = j.DeviceId,
                DeviceName = names.GetValueOrDefault(j.DeviceId)?.Name ?? "",
                OrganisationId = j.OrganisationId,
                Kind = j.Kind,
                Title = j.Title,
                Status = j.Status,
                Attempt = j.Attempt,
                CreatedAt = j.CreatedAt,
                ExpiresAt = j.ExpiresAt,
                StartedAt = j.StartedAt,
                FinishedAt = j.FinishedAt,
                RequestedBy = j.RequestedBy,
                RequestedByName = NameOf(persons, j.RequestedBy),
                Error = j.Error,
            })
        ];
    }

    public async Task<IReadOnlyDictionary<long, PersonName>> PersonsAsync(IEnumerable<long?> ids, CancellationToken cancel)
    {
        var known = ids.OfType<long>().Distinct().ToList();
        return known.Count == 0 ? new Dictionary<long, PersonName>() : await people.NamesAsync(known, cancel);
    }

    public static string? NameOf(IReadOnlyDictionary<long, PersonName> persons, long? id) => id is { } known ? persons.GetValueOrDefault(known)?.Name : null;
}
