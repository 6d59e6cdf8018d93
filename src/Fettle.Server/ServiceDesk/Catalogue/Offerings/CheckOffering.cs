using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>What a service that somebody sends must be like: its form, who is asked, its tasks, and whom and what it names.</summary>
internal sealed class CheckOffering(FettleDb db, CurrentPerson me, WhoSees sees, IPeople people)
{
    private const int MostApprovals = 20;
    private const int MostCommands = 50;
    private const int LongestScript = 32 * 1024;

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there, or may not run commands and has some in it.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<OfferingDraft> RunAsync(OfferingDraft draft, CancellationToken cancel)
    {
        sees.RequireToManage(draft.OrganisationId, $"Organisation {draft.OrganisationId}");
        if (draft.ExpectedDays is < 0 or > 365)
            throw new Invalid("expectedDays", "is not between 0 and 365");
        if (draft.Cost is < 0 or > 1_000_000_000)
            throw new Invalid("cost", "is not between 0 and 1000000000");
        var currency = draft.Currency ?? "EUR";
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
            throw new Invalid("currency", "is no currency such as EUR");
        if (draft.QueueId is { } queue && !await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == draft.OrganisationId, cancel))
            throw new Invalid("queueId", "is no queue of this organisation");

        CheckForm.Run(draft.Fields);
        CheckGraph.Run(draft.Tasks, draft.Fields);
        CheckRules(draft);
        CheckAutomation(draft);
        await CheckNamedAsync(draft, cancel);
        return draft with
        {
            Name = Demand.Text(draft.Name, "name", longest: 80),
            Description = Demand.OptionalText(draft.Description, "description", longest: 2000, severalLines: true),
            Category = Demand.OptionalText(draft.Category, "category", longest: 60),
            Icon = Demand.OptionalText(draft.Icon, "icon", longest: 40),
            Currency = currency,
        };
    }

    private static void CheckRules(OfferingDraft draft)
    {
        if (draft.Approvals.Count > MostApprovals)
            throw new Invalid("approvals", $"are more than {MostApprovals}");
        foreach (var rule in draft.Approvals)
        {
            Demand.Text(rule.Name, "approvals.name", longest: 80);
            Demand.Known(rule.By, "approvals.by");
            Demand.Known(rule.AfterDeadline, "approvals.afterDeadline");
            CheckForm.RequireKnown(rule.When, draft.Fields, "approvals.when");
            if (rule.Stage is < 1 or > 20)
                throw new Invalid("approvals.stage", "is not between 1 and 20");
            if (rule.Quorum is < 0 or > 100)
                throw new Invalid("approvals.quorum", "is not between 0 and 100");
            if (rule.DeadlineHours is < 1 or > 2160 || rule.RemindHours is < 0 or > 2160)
                throw new Invalid("approvals.deadlineHours", "or remindHours is not within 90 days");
            if (rule.By == ApprovedBy.Persons && (rule.PersonIds is not { Count: > 0 and <= 50 } persons || rule.Quorum > persons.Count))
                throw new Invalid("approvals.personIds", "are not 1 to 50, or fewer than have to say yes");
            if (rule.By == ApprovedBy.Team && rule.TeamId is null)
                throw new Invalid("approvals.teamId", "is missing");
            if (rule.By == ApprovedBy.Role)
                Demand.Known(rule.Role ?? throw new Invalid("approvals.role", "is missing"), "approvals.role");
        }
    }

    /// <summary>What runs on a device runs as its administrator: who saves it must be allowed to run it, and to agree to it.</summary>
    private void CheckAutomation(OfferingDraft draft)
    {
        foreach (var task in draft.Tasks.Where(t => t.Job is not null))
        {
            foreach (var needed in new[] { Permission.RunScripts, Permission.ApproveJobs })
            {
                if (draft.OrganisationId is { } one)
                    me.Require(needed, one);
                else
                    me.RequireEverywhere(needed);
            }
            var job = task.Job!;
            if (job.Commands.Count is 0 or > MostCommands || job.Commands.Any(string.IsNullOrWhiteSpace) || job.Commands.Sum(c => c.Length) > LongestScript || job.Commands.Any(c => c.Contains('\0')))
                throw new Invalid("tasks.job.commands", $"are not 1 to {MostCommands} lines of together {LongestScript} characters");
            if (job.TimeLimitSeconds is < 10 or > 86_400)
                throw new Invalid("tasks.job.timeLimitSeconds", "is not between 10 and 86400");
            if (job.DeviceField is { } field && draft.Fields.FirstOrDefault(f => f.Key == field)?.Type != AnswerType.Device)
                throw new Invalid("tasks.job.deviceField", $"names {field}, which is no device of the form");
        }
        if (draft.Tasks.Any(t => t.Webhook is { } hook && (!Uri.TryCreate(hook.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || hook.Url.Length > 2000)))
            throw new Invalid("tasks.webhook.url", "is no address such as https://example.org/hook");
        if (draft.Tasks.Any(t => t is { Job: not null, Webhook: not null }))
            throw new Invalid("tasks", "have one with both a job and a webhook");
    }

    private async Task CheckNamedAsync(OfferingDraft draft, CancellationToken cancel)
    {
        var teams = draft.Approvals.Select(a => a.TeamId).Concat(draft.Tasks.Select(t => t.TeamId)).Concat((draft.Audience?.TeamIds ?? []).Select(t => (long?)t)).OfType<long>().Distinct().ToList();
        var found = await db.Teams.CountAsync(t => teams.Contains(t.Id) && (draft.OrganisationId == null || t.OrganisationId == draft.OrganisationId), cancel);
        if (found != teams.Count)
            throw new Invalid("teamId", "names a team that is not one of this organisation");
        var persons = draft.Approvals.SelectMany(a => a.PersonIds ?? []).Concat(draft.Tasks.Select(t => t.PersonId).OfType<long>()).Distinct().ToList();
        var known = await people.NamesAsync(persons, cancel);
        if (persons.Exists(id => !known.ContainsKey(id)))
            throw new Invalid("personIds", "name somebody whom you may not see");
        if (draft.Tasks.Any(t => t.PersonId is { } owner && !known[owner].Staff))
            throw new Invalid("tasks.personId", "names somebody who works no tickets");
        var organisations = draft.Audience?.OrganisationIds ?? [];
        if ((await people.OrganisationNamesAsync(organisations, cancel)).Count != organisations.Distinct().Count())
            throw new Invalid("audience.organisationIds", "names one that you may not see");
    }
}
