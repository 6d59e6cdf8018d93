using System.Globalization;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Catalogue.Requests;

internal enum RequestState
{
    /// <summary>Somebody has to agree.</summary>
    Deciding,

    /// <summary>Everybody who had to has agreed; it is worked on.</summary>
    Working,

    /// <summary>Every task is done.</summary>
    Done,

    /// <summary>Somebody said no.</summary>
    Refused,

    /// <summary>The ticket was solved or closed before everybody had answered.</summary>
    Withdrawn,
}

/// <summary>What a ticket asks for from the catalogue, as it was asked: later changes of the service do not reach it.</summary>
internal sealed class CatalogueRequest : IBelongToOrganisation
{
    public long TicketId { get; private set; }

    public long OrganisationId { get; private set; }

    public long OfferingId { get; private set; }

    public string Name { get; private set; } = "";

    public RequestState State { get; private set; }

    /// <summary>Who sent the form. Nobody approves what they asked for.</summary>
    public long AskedById { get; private set; }

    public decimal? Cost { get; private set; }

    public string Currency { get; private set; } = "";

    /// <summary>By key, as JSON.</summary>
    [HiddenInJournal]
    public string Answers { get; private set; } = "{}";

    /// <summary><see cref="ShownAnswer"/>s as JSON: what they were called on that day.</summary>
    [HiddenInJournal]
    public string Shown { get; private set; } = "[]";

    [HiddenInJournal]
    public string Plan { get; private set; } = "{}";

    public bool ResolveWhenDone { get; private set; }

    /// <summary>When the work began.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    public static CatalogueRequest Of(
        Ticket ticket, Offering offering, Plan plan, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, IReadOnlyList<ShownAnswer> shown, long askedBy) => new()
        {
            TicketId = ticket.Id,
            OrganisationId = ticket.OrganisationId,
            OfferingId = offering.Id,
            Name = offering.Name,
            AskedById = askedBy,
            Cost = CostOf(offering, plan, answers),
            Currency = offering.Currency,
            Answers = CatalogueJson.Write(answers),
            Shown = CatalogueJson.Write(shown),
            Plan = CatalogueJson.Write(plan),
            ResolveWhenDone = offering.ResolveWhenDone,
        };

    public Plan ReadPlan() => CatalogueJson.Read<Plan>(Plan);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> ReadAnswers() => CatalogueJson.Read<Dictionary<string, IReadOnlyList<string>>>(Answers);

    public IReadOnlyList<ShownAnswer> ReadShown() => CatalogueJson.Read<List<ShownAnswer>>(Shown);

    public void Begin(DateTimeOffset at) => (State, BegunAt) = (RequestState.Working, at);

    public void Refuse() => State = RequestState.Refused;

    public void Withdraw() => State = RequestState.Withdrawn;

    public void Finish() => State = RequestState.Done;

    /// <summary>A task that was done is taken up again.</summary>
    public void WorkOn() => State = RequestState.Working;

    private static decimal? CostOf(Offering offering, Plan plan, IReadOnlyDictionary<string, IReadOnlyList<string>> answers)
    {
        var parts = from field in plan.Fields
                    from answer in answers.GetValueOrDefault(field.Key) ?? []
                    let cost = field.IsCost ? decimal.Parse(answer, CultureInfo.InvariantCulture) : field.Choices?.FirstOrDefault(c => c.Label == answer)?.Cost
                    where cost is not null
                    select cost.Value;
        var added = parts.ToList();
        return offering.Cost is null && added.Count == 0 ? null : (offering.Cost ?? 0) + added.Sum();
    }
}

internal sealed class CatalogueRequestMap : IEntityTypeConfiguration<CatalogueRequest>
{
    public void Configure(EntityTypeBuilder<CatalogueRequest> builder)
    {
        builder.ToTable("catalogue_requests");
        builder.HasKey(r => r.TicketId);
        builder.Property(r => r.TicketId).ValueGeneratedNever();
        builder.Property(r => r.State).HasConversion<string>();
        builder.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId);
        builder.HasIndex(r => r.OfferingId);
    }
}
