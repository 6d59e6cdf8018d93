using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>The hours in which somebody works, and so in which a promise runs.</summary>
[BelongsToNobody("a calendar without an organisation is everybody's; who may see and change one is asked in InForce")]
internal sealed class BusinessCalendar(long? organisationId, string name, string rules) : IJournalledFor
{
    public long Id { get; private set; }

    /// <summary>Null: of all organisations.</summary>
    public long? OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = name;

    /// <summary><see cref="CalendarRules"/> as JSON.</summary>
    public string Rules { get; private set; } = rules;

    /// <summary>Goes up with every change.</summary>
    public long Version { get; private set; }

    public static BusinessCalendar Of(long? organisation, string name, CalendarRules rules) => new(organisation, name, JsonSerializer.Serialize(rules, PromiseJson.Options));

    public void Change(string name, CalendarRules rules) => (Name, Rules, Version) = (name, JsonSerializer.Serialize(rules, PromiseJson.Options), Version + 1);

    public CalendarRules Read() => JsonSerializer.Deserialize<CalendarRules>(Rules, PromiseJson.Options)!;
}

internal sealed class BusinessCalendarMap : IEntityTypeConfiguration<BusinessCalendar>
{
    public void Configure(EntityTypeBuilder<BusinessCalendar> builder)
    {
        builder.ToTable("business_calendars");
        builder.HasIndex(c => c.OrganisationId);
    }
}
