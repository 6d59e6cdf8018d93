using System.Text.Json;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

internal enum TaskState
{
    /// <summary>Those before it are not done.</summary>
    Waiting,

    /// <summary>Somebody can begin.</summary>
    Open,

    /// <summary>A device or another program does it.</summary>
    Running,

    /// <summary>The device or the other program did not; somebody has to look.</summary>
    Failed,
    Done,

    /// <summary>Not needed this time.</summary>
    Skipped,
}

/// <summary>A piece of the work on a request.</summary>
internal sealed class RequestTask : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long TicketId { get; private set; }

    /// <summary>Its place in the plan.</summary>
    public int Position { get; private set; }

    /// <summary>By which the plan names it.</summary>
    public string Key { get; private set; } = "";

    public string Title { get; private set; } = "";

    public TaskState State { get; private set; }

    /// <summary>The keys of those that have to be done before.</summary>
    public IReadOnlyList<string> After { get; private set; } = [];

    public long? TeamId { get; private set; }

    public long? PersonId { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who ended it; null: a device, another program, or the plan.</summary>
    public long? EndedById { get; private set; }

    /// <summary>The job that does it on a device.</summary>
    public long? JobId { get; private set; }

    /// <summary>How often its webhook was called.</summary>
    public int Calls { get; private set; }

    /// <summary>When its webhook is called (again); while it is being called, when that is given up for lost.</summary>
    public DateTimeOffset? NextCallAt { get; private set; }

    /// <summary>Why it did not work, in words.</summary>
    public string? Failure { get; private set; }

    public bool Ended => State is TaskState.Done or TaskState.Skipped;

    public static RequestTask Of(CatalogueRequest request, PlannedTask plan, int position, DateTimeOffset? due, bool needed) => new()
    {
        OrganisationId = request.OrganisationId,
        TicketId = request.TicketId,
        Position = position,
        Key = plan.Key,
        Title = plan.Title,
        State = needed ? TaskState.Waiting : TaskState.Skipped,
        After = plan.After ?? [],
        TeamId = plan.TeamId,
        PersonId = plan.PersonId,
        DueAt = due,
    };

    /// <summary>Somebody is to do it.</summary>
    public void Start(DateTimeOffset at) => (State, StartedAt, Failure) = (TaskState.Open, at, null);

    public void RunAsJob(long job, DateTimeOffset at) => (State, JobId, StartedAt, Failure) = (TaskState.Running, job, at, null);

    public void RunAsWebhook(DateTimeOffset at) => (State, StartedAt, NextCallAt, Calls, Failure) = (TaskState.Running, at, at, 0, null);

    /// <summary>Its webhook is being called; should the server end in the middle, it is called again then.</summary>
    public void Call(DateTimeOffset until) => (Calls, NextCallAt) = (Calls + 1, until);

    public void CallAgain(DateTimeOffset at, string failure) => (NextCallAt, Failure) = (at, failure);

    public void Fail(string failure) => (State, Failure, NextCallAt) = (TaskState.Failed, failure, null);

    /// <exception cref="Conflict">Those before it are not done, it is ended already, or something else does it just now.</exception>
    public void Finish(long? by, DateTimeOffset at)
    {
        if (State == TaskState.Waiting)
            throw new Conflict($"“{Title}” waits for other tasks. End those first.");
        if (Ended)
            throw new Conflict($"“{Title}” is done already.");
        if (by is not null && State == TaskState.Running)
            throw new Conflict($"“{Title}” is being done just now.");
        (State, EndedAt, EndedById, NextCallAt) = (TaskState.Done, at, by, null);
    }

    /// <exception cref="Conflict">It is ended already, or something else does it just now.</exception>
    public void Skip(long by, DateTimeOffset at)
    {
        if (Ended || State == TaskState.Running)
            throw new Conflict($"“{Title}” is {(Ended ? "ended already" : "being done just now")}.");
        (State, EndedAt, EndedById) = (TaskState.Skipped, at, by);
    }

    /// <exception cref="Conflict">It is not ended.</exception>
    public void TakeUpAgain(DateTimeOffset at)
    {
        if (!Ended)
            throw new Conflict($"“{Title}” is not done.");
        (State, StartedAt, EndedAt, EndedById) = (TaskState.Open, at, null, null);
    }

    public void GiveTo(long? team, long? person) => (TeamId, PersonId) = (team, person);
}

internal sealed class RequestTaskMap : IEntityTypeConfiguration<RequestTask>
{
    public void Configure(EntityTypeBuilder<RequestTask> builder)
    {
        builder.ToTable("catalogue_tasks");
        builder.Property(t => t.State).HasConversion<string>();
        builder.Property(t => t.After).HasConversion(
            keys => JsonSerializer.Serialize(keys, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
        builder.Ignore(t => t.Ended);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(t => t.TicketId);
        builder.HasIndex(t => new { t.TicketId, t.Key }).IsUnique();
        builder.HasIndex(t => t.JobId);
        builder.HasIndex(t => t.NextCallAt);
        builder.HasIndex(t => new { t.PersonId, t.State });
        builder.HasIndex(t => new { t.TeamId, t.State });
    }
}
