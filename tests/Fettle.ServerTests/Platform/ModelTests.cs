using System.Reflection;
using System.Runtime.CompilerServices;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.ServerTests.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

/// <summary>Rules of the house that the compiled model and the mapped routes can be held to.</summary>
public sealed class ModelTests(OnSqlite server) : IClassFixture<OnSqlite>
{
    [Fact]
    public async Task Every_entity_belongs_to_an_organisation_or_says_why_not()
    {
        var entities = await EntitiesAsync();

        Assert.True(entities.Count > 20, "nothing to check");
        Assert.Empty(
            from entity in entities
            let scoped = entity.ClrType.IsAssignableTo(typeof(IBelongToOrganisation))
            let says = entity.ClrType.GetCustomAttribute<BelongsToNobodyAttribute>()?.Because
            where scoped == (says is not null) || says is { Length: < 15 }
            select $"{entity.ClrType.Name}: {(scoped ? "does both" : "does neither")}");
    }

    [Fact]
    public async Task Every_entity_of_an_organisation_is_filtered_and_written_under_its_own_name_only()
    {
        Assert.Empty(
            from entity in await EntitiesAsync()
            where entity.ClrType.IsAssignableTo(typeof(IBelongToOrganisation))
            where entity.GetDeclaredQueryFilters().Count == 0 || !entity.FindProperty(nameof(IBelongToOrganisation.OrganisationId))!.IsConcurrencyToken
            select entity.ClrType.Name);
    }

    [Fact]
    public async Task State_is_changed_by_methods_that_say_what_is_meant()
    {
        Assert.Empty(
            from entity in await EntitiesAsync()
                // What is derived, or evidence, has no rules of its own to keep.
            where !entity.ClrType.IsDefined(typeof(NotJournalledAttribute)) && !entity.ClrType.Namespace!.Contains(".Platform.")
            from property in entity.ClrType.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            where property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{entity.ClrType.Name}.{property.Name}");
    }

    [Fact]
    public async Task The_index_of_active_tickets_holds_every_status_that_is_active()
    {
        var index = (await EntitiesAsync()).Single(e => e.ClrType == typeof(Ticket)).GetIndexes().Single(i => i.GetDatabaseName() == "ix_tickets_active");

        Assert.Equal($"status IN ({string.Join(", ", Enum.GetValues<TicketStatus>().Where(s => s.IsActive).Select(s => $"'{s}'"))})", index.GetFilter());
    }

    [Fact]
    public async Task Secrets_are_hidden_in_the_journal()
    {
        string[] secret = ["Password", "Secret", "Token", "RecoveryCode"];
        Assert.Empty(
            from entity in await EntitiesAsync()
            where !entity.ClrType.IsDefined(typeof(NotJournalledAttribute))
            from property in entity.GetProperties()
            where property.ClrType == typeof(string) || property.ClrType == typeof(byte[])
            where secret.Any(s => property.Name.Contains(s, StringComparison.Ordinal)) && property.PropertyInfo?.IsDefined(typeof(HiddenInJournalAttribute)) != true
            select $"{entity.ClrType.Name}.{property.Name}");
    }

    [Fact]
    public async Task No_key_crosses_from_one_module_into_another()
    {
        Assert.Empty(
            from entity in await EntitiesAsync()
            from reference in entity.GetForeignKeys()
            where ModuleOf(reference.PrincipalEntityType.ClrType) != ModuleOf(entity.ClrType)
            select $"{entity.ClrType.Name} -> {reference.PrincipalEntityType.ClrType.Name}");
    }

    [Fact]
    public void Every_route_of_the_API_has_a_name_of_its_own_and_its_modules_tag()
    {
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/api", StringComparison.Ordinal) == true).ToList();

        Assert.True(routes.Count > 80, "nothing to check");
        Assert.Empty(routes.Where(r => r.Metadata.GetMetadata<IEndpointNameMetadata>() is null || r.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Count is null or 0).Select(r => r.DisplayName));
        var names = routes.Select(r => r.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    private static string ModuleOf(Type type) => type.Namespace!.Split('.')[2];

    private async Task<IReadOnlyList<IEntityType>> EntitiesAsync()
    {
        IReadOnlyList<IEntityType> entities = [];
        await server.WithDbAsync(db =>
        {
            entities = [.. db.Model.GetEntityTypes()];
            return Task.CompletedTask;
        });
        return entities;
    }
}
