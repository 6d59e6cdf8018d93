namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>A service of the catalogue as it is written.</summary>
/// <param name="OrganisationId">Null: for all organisations.</param>
/// <param name="Icon">laptop, key, folder, apps, network, arrows-move, user-plus, user-minus, box; another one is shown as a box.</param>
/// <param name="ExpectedDays">How many working days it usually takes, as requesters are told.</param>
/// <param name="QueueId">Null: the organisation's first queue.</param>
/// <param name="Cost">What it costs before the answers add to it.</param>
/// <param name="Currency">ISO 4217; EUR unless given.</param>
internal sealed record OfferingDraft(
    string Name, IReadOnlyList<FormField> Fields, IReadOnlyList<ApprovalRule> Approvals, IReadOnlyList<PlannedTask> Tasks, long? OrganisationId = null,
    string? Description = null, string? Category = null, string? Icon = null, int? ExpectedDays = null, long? QueueId = null, decimal? Cost = null, string? Currency = null,
    OfferedTo? Audience = null, bool ResolveWhenDone = false, bool Retired = false);

/// <param name="MayChange">Whether the caller manages the desk there.</param>
/// <param name="SigningKey">With which its webhooks are signed; for those who may change it.</param>
/// <param name="Shipped">The name of what it was installed from; null: made here.</param>
internal sealed record OfferingView(long Id, OfferingDraft Service, long Version, string? Shipped, bool MayChange, string? SigningKey)
{
    public static OfferingView Of(Offering o, bool mayChange, string? signingKey)
    {
        var plan = o.ReadPlan();
        return new(
            o.Id,
            new(
                o.Name, plan.Fields, plan.Approvals, plan.Tasks, o.OrganisationId, o.Description, o.Category, o.Icon, o.ExpectedDays, o.QueueId, o.Cost, o.Currency,
                o.ReadAudience(), o.ResolveWhenDone, o.Retired),
            o.Version, o.Shipped, mayChange, mayChange ? signingKey : null);
    }
}
