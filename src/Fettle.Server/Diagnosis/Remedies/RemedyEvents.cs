namespace Fettle.Server.Diagnosis.Remedies;

internal static class RemedyEvents
{
    public static RemedyStarted ToStarted(this RemedyRun run, long person) =>
        new(run.OrganisationId, run.JobId, run.DeviceId, run.TicketNumber, run.Cause, run.Title, run.CommandList, person);
}
