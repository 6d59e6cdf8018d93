using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>What the desk has done by itself: when something happens and conditions hold, a few actions.</summary>
[BelongsToNobody("a rule without an organisation is for the tickets of every one; who may see and change one is asked in InForce")]
internal sealed class Rule(long? organisationId) : IJournalledFor
{
    private sealed record Terms(MatchMode Match, IReadOnlyList<string> Conditions, IReadOnlyList<RuleAction> Actions, int? AgainAfterHours);

    public long Id { get; private set; }

    /// <summary>Null: for the tickets of all organisations.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    /// <summary>Rules are tried in this order, then by id.</summary>
    public int Position { get; private set; }

    public string Name { get; private set; } = "";

    public bool Enabled { get; private set; }

    /// <summary>Names of <see cref="RuleEvent"/>, with commas between.</summary>
    public string Events { get; private set; } = "";

    /// <summary>Conditions and actions as JSON.</summary>
    public string Definition { get; private set; } = "{}";

    public void Become(RuleDraft draft) => (Name, Enabled, Events, Definition) = (
        draft.Name, draft.Enabled, RuleEvents.Write(draft.Events),
        JsonSerializer.Serialize(new Terms(draft.Match, draft.Conditions, draft.Actions, draft.AgainAfterHours), PromiseJson.Options));

    public void PutAt(int position) => Position = position;

    public RuleDraft Read()
    {
        var terms = JsonSerializer.Deserialize<Terms>(Definition, PromiseJson.Options)!;
        return new(Name, OrganisationId, Enabled, RuleEvents.Read(Events), terms.Match, terms.Conditions, terms.Actions, terms.AgainAfterHours);
    }
}

internal sealed class RuleMap : IEntityTypeConfiguration<Rule>
{
    public void Configure(EntityTypeBuilder<Rule> builder)
    {
        builder.ToTable("rules");
        builder.HasIndex(r => new { r.Enabled, r.Position, r.Id });
    }
}
