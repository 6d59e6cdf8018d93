using System.Text.Json;
using Fettle.Diagnosis;
using Fettle.Server.Automation;
using Fettle.Server.Diagnosis.CheckUps;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Remedies;

/// <summary>A remedy as a check-up proposed it: the exact commands, from the report itself.</summary>
internal sealed record ProposedRemedy(CheckUp CheckUp, Finding Finding, Remedy Remedy, long? TicketNumber)
{
    /// <summary>As the protocol writes it: safe, careful, dangerous.</summary>
    public string Risk => JsonNamingPolicy.CamelCase.ConvertName(Remedy.Risk.ToString());

    public bool NeedsApproval => Remedy.Risk == Fettle.Diagnosis.Risk.Dangerous;
}

/// <summary>Finds what a person chose in the check-up that they saw.</summary>
internal sealed class FindRemedy(FettleDb db, IJobs jobs, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Commands name processes and files of then; after this the device has to be looked at anew.</summary>
    private static readonly TimeSpan StaysFresh = TimeSpan.FromHours(24);

    /// <exception cref="NotFound">No such check-up in an organisation that the caller may see, or it did not propose this.</exception>
    /// <exception cref="Conflict">The check-up is too old, or has no report.</exception>
    public async Task<ProposedRemedy> RunAsync(long checkUpId, string cause, string remedyId, long? ticket, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var checkUp = await db.CheckUps.AsNoTracking().FirstOrDefaultAsync(c => c.Id == checkUpId, cancel) ?? throw new NotFound($"Check-up {checkUpId}");
        me.Require(Permission.RunRemedies, checkUp.OrganisationId);
        if (checkUp.Status != CheckUpStatus.Done || ReadReport.CheckUp(await jobs.ReportAsync(checkUp.JobId, cancel)) is not { } report)
            throw new Conflict($"Check-up {checkUpId} has no report.");
        if (checkUp.FinishedAt + StaysFresh <= clock.GetUtcNow())
            throw new Conflict("This check-up is more than a day old, and its commands may no longer fit the device. Run a new one.");

        var finding = report.Findings.FirstOrDefault(f => f.Cause == cause) ?? throw new NotFound($"Finding {cause} in check-up {checkUpId}");
        var remedy = finding.Remedies.FirstOrDefault(r => r.Id == remedyId) ?? throw new NotFound($"Remedy {remedyId} of {cause} in check-up {checkUpId}");
        return new(checkUp, finding, remedy, ticket ?? checkUp.TicketNumber);
    }
}
