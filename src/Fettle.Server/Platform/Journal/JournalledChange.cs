using System.Reflection;
using System.Text.Json;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Fettle.Server.Platform.Journal;

/// <summary>A change of a row, caught before it is saved. The id of a new row is known only afterwards, so it is asked for then.</summary>
internal sealed record JournalledChange(string Subject, long? Organisation, Func<long?> SubjectId, string? Before, string? After)
{
    public static List<JournalledChange> In(ChangeTracker tracker) =>
    [
        .. from entry in tracker.Entries()
           where entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
           where entry.Entity is not JournalEntry && !entry.Metadata.ClrType.IsDefined(typeof(NotJournalledAttribute), inherit: false)
           select Of(entry)
    ];

    public JournalEntry ToEntry(Actor actor, DateTimeOffset at, string? action = null) => new()
    {
        At = at,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        From = actor.From,
        OrganisationId = Organisation,
        Action = action ?? actor.Doing,
        Subject = Subject,
        SubjectId = SubjectId(),
        Before = Before,
        After = After,
    };

    private static JournalledChange Of(EntityEntry entry)
    {
        var changed = entry.Properties.Where(p => entry.State != EntityState.Modified || p.IsModified).ToList();
        return new(
            entry.Metadata.ClrType.Name,
            (entry.Entity as IBelongToOrganisation)?.OrganisationId ?? (entry.Entity as IJournalledFor)?.OrganisationId,
            () => entry.Metadata.FindPrimaryKey()?.Properties is [{ ClrType: var type } key] && type == typeof(long) ? (long?)entry.Property(key.Name).CurrentValue : null,
            entry.State == EntityState.Added ? null : Json(changed, p => p.OriginalValue),
            entry.State == EntityState.Deleted ? null : Json(changed, p => p.CurrentValue));
    }

    private static string Json(List<PropertyEntry> properties, Func<PropertyEntry, object?> value) =>
        JsonSerializer.Serialize(properties.ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Metadata.Name), p => Shown(p, value(p))));

    private static object? Shown(PropertyEntry property, object? value) => value switch
    {
        null => null,
        _ when property.Metadata.PropertyInfo?.IsDefined(typeof(HiddenInJournalAttribute)) == true => "(hidden)",
        // A key that the database gives out is not known yet.
        long when property.IsTemporary => null,
        Enum e => e.ToString(),
        byte[] bytes => $"({bytes.Length} bytes)",
        _ => value,
    };
}
