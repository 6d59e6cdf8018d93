using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fettle.Server.Platform.Persistence;

/// <summary>Columns, keys and indexes in snake_case, so that SQL reads the same on both databases. Tables are named by their maps.</summary>
internal static partial class Naming
{
    public static void Apply(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
            property.SetColumnName(SnakeCase(property.Name));
        foreach (var key in entity.GetKeys())
            key.SetName(SnakeCase(key.GetName()!));
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        foreach (var reference in entity.GetForeignKeys())
            reference.SetConstraintName(SnakeCase(reference.GetConstraintName()!));
    }

    public static string SnakeCase(string name) => WordStart().Replace(name, "_$0").Replace("__", "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
