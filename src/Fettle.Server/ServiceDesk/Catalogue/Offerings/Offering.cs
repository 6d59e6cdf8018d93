using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>A service of the catalogue: what people can ask for, and what comes of it.</summary>
[BelongsToNobody("one without an organisation is for all of them; who may see and change one is asked in WhoSees")]
internal sealed class Offering(long? organisationId, string? shipped) : IJournalledFor
{
    public long Id { get; private set; }

    /// <summary>Null: for every organisation.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    /// <summary>The name of what it was installed from; null: made here.</summary>
    public string? Shipped { get; private set; } = shipped;

    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    public string Category { get; private set; } = "";

    /// <summary>One of the names that the pages know.</summary>
    public string Icon { get; private set; } = "";

    /// <summary>How long it usually takes; null: nothing is said.</summary>
    public int? ExpectedDays { get; private set; }

    /// <summary>Where its tickets go; null: the organisation's first queue.</summary>
    public long? QueueId { get; private set; }

    /// <summary>What a request costs before its answers; null: nothing.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "EUR";

    /// <summary><see cref="OfferedTo"/> as JSON.</summary>
    public string Audience { get; private set; } = "{}";

    /// <summary><see cref="Offerings.Plan"/> as JSON.</summary>
    public string Plan { get; private set; } = "{}";

    /// <summary>A request whose tasks are all done is resolved by itself.</summary>
    public bool ResolveWhenDone { get; private set; }

    /// <summary>No longer offered; requests that were made go on.</summary>
    public bool Retired { get; private set; }

    /// <summary>Goes up with every change, so that a form that changed while it was filled in is known.</summary>
    public long Version { get; private set; }

    public Plan ReadPlan() => CatalogueJson.Read<Plan>(Plan);

    public OfferedTo ReadAudience() => CatalogueJson.Read<OfferedTo>(Audience);

    /// <summary>Everything but whose it is.</summary>
    public void Become(OfferingDraft draft)
    {
        (Name, Description, Category, Icon) = (draft.Name, draft.Description ?? "", draft.Category ?? "", draft.Icon ?? "");
        (ExpectedDays, QueueId, Cost, Currency) = (draft.ExpectedDays, draft.QueueId, draft.Cost, draft.Currency ?? "EUR");
        (ResolveWhenDone, Retired) = (draft.ResolveWhenDone, draft.Retired);
        Audience = CatalogueJson.Write(draft.Audience ?? new OfferedTo());
        Plan = CatalogueJson.Write(new Plan(draft.Fields, draft.Approvals, draft.Tasks));
        Version++;
    }
}

internal sealed class OfferingMap : IEntityTypeConfiguration<Offering>
{
    public void Configure(EntityTypeBuilder<Offering> builder)
    {
        builder.ToTable("catalogue_services");
        builder.HasIndex(o => o.OrganisationId);
    }
}
