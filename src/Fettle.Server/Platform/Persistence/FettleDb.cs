using System.Linq.Expressions;
using System.Reflection;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Fettle.Server.Platform.Persistence;

/// <summary>
/// The one database. Each module maps its own entities (<c>&lt;Entity&gt;Map.cs</c>) and reaches them through its own extension property.
/// Saving does, in one transaction: (1) refuse rows outside the caller's organisations, (2) write the changes and the told events' outbox rows,
/// (3) chain the journal's entries to the last, when everything else is done: whoever holds the chain's end waits for nobody; and after it (4) nudge those
/// who watch.
/// </summary>
public sealed class FettleDb(
    DbContextOptions<FettleDb> options, OrganisationScope scope, Actor actor, OutboxRoutes routes, INudges nudges, OneWriter writer, TimeProvider clock)
    : DbContext(options)
{
    private readonly List<Nudge> _nudges = [];
    private readonly List<JournalEntry> _happened = [];

    /// <summary>Tells other modules: the event is delivered to each of its listeners at least once after this change is committed, and not at all if it is not.</summary>
    public void Tell(IEvent @event) => AddRange(routes.MessagesFor(@event, clock.GetUtcNow()));

    /// <summary>Tells browsers, once this change is committed, that something is different now.</summary>
    /// <param name="person">Somebody who hears it even where they may not see the organisation's: the requester of a ticket.</param>
    public void Nudge(string topic, long? id, long? organisation, long? person = null) => _nudges.Add(new(topic, id, organisation, person));

    /// <summary>Several saves as one: all of it is kept, or none.</summary>
    public async Task InTransactionAsync(Func<Task> work, CancellationToken cancel)
    {
        if (Database.CurrentTransaction is not null)
        {
            await work();
            return;
        }
        try
        {
            using (await writer.EnterAsync(machine: actor.Kind == ActorKind.Device, cancel))
            {
                await using var transaction = await Database.BeginTransactionAsync(cancel);
                await work();
                await AppendToJournalAsync(cancel);
                await transaction.CommitAsync(cancel);
            }
            Announce();
        }
        finally
        {
            // What was not committed did not happen: nobody is told of it later.
            _nudges.Clear();
            _happened.Clear();
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var rows = 0;
        ChangeTracker.DetectChanges();
        if (!ChangeTracker.HasChanges() && Database.CurrentTransaction is null)
        {
            // Nobody waits for a turn to write nothing.
            Announce();
            _nudges.Clear();
            return rows;
        }
        RefuseOtherOrganisations();
        RefuseTextThatCannotBeStored();
        var changes = JournalledChange.In(ChangeTracker);
        try
        {
            await InTransactionAsync(
                async () =>
                {
                    rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
                    _happened.AddRange(changes.Select(c => c.ToEntry(actor, clock.GetUtcNow())));
                },
                cancellationToken);
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            throw new StorageFull("The change", e);
        }
        return rows;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving waits for a disk: use SaveChangesAsync.");

    /// <summary>Writes down something that happened and is no change of a row: a refused sign-in, a secret that was shown. Saved at once.</summary>
    public Task NoteAsync(string action, string subject, long? subjectId, long? organisation, string? detailJson, CancellationToken cancel) =>
        InTransactionAsync(
            () =>
            {
                _happened.Add(new JournalledChange(subject, organisation, () => subjectId, null, detailJson).ToEntry(actor, clock.GetUtcNow(), action));
                return Task.CompletedTask;
            },
            cancel);

    private async Task AppendToJournalAsync(CancellationToken cancel)
    {
        if (_happened.Count == 0)
            return;

        // Whoever comes next must see what we append. SQLite has one writer anyhow.
        if (Database.IsNpgsql())
            await Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(7070)", cancel);

        var last = await Set<JournalEntry>().OrderByDescending(e => e.Id).Select(e => e.Hash).FirstOrDefaultAsync(cancel) ?? JournalChain.Start;
        foreach (var entry in _happened)
        {
            entry.PreviousHash = last;
            last = entry.Hash = JournalChain.Hash(entry);
        }
        // Nothing but these: what the work has changed and not saved is not kept.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            if (ChangeTracker.HasChanges())
                throw new InvalidOperationException("The transaction ends with rows that were added and not saved.");
            AddRange(_happened);
            await base.SaveChangesAsync(true, cancel);
            foreach (var entry in _happened)
                Entry(entry).State = EntityState.Detached;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private void Announce()
    {
        foreach (var nudge in _nudges.Distinct())
            nudges.Publish(nudge);
        routes.WakeUp();
    }

    private void RefuseOtherOrganisations()
    {
        foreach (var entry in ChangeTracker.Entries<IBelongToOrganisation>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var was = entry.State == EntityState.Added ? entry.Entity.OrganisationId : (long)entry.Property(nameof(IBelongToOrganisation.OrganisationId)).OriginalValue!;
            if (!scope.Includes(was) || !scope.Includes(entry.Entity.OrganisationId))
                throw new NotFound(Name(entry));
        }

        static string Name(EntityEntry entry) => entry.Metadata.ClrType.Name;
    }

    /// <summary>PostgreSQL stores no U+0000 and no half of a surrogate pair; what one database refuses, both do, and with the field's name.</summary>
    private void RefuseTextThatCannotBeStored()
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            foreach (var property in entry.Properties.Where(p => p.CurrentValue is string text && !StorableText.Is(text)))
                throw new Invalid(property.Metadata.Name, "has a character that cannot be stored (U+0000, or half of a surrogate pair)");
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FettleDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            Naming.Apply(entity);
            if (!entity.ClrType.IsAssignableTo(typeof(IBelongToOrganisation)))
                continue;
            modelBuilder.Entity(entity.ClrType).HasQueryFilter((LambdaExpression)FilterOf.MakeGenericMethod(entity.ClrType).Invoke(this, null)!);
            // Every UPDATE and DELETE names the organisation, so a row that was attached under a false one is not found.
            modelBuilder.Entity(entity.ClrType).Property(nameof(IBelongToOrganisation.OrganisationId)).IsConcurrencyToken();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no instants; microseconds since the epoch sort and compare.
        if (Database.IsSqlite())
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsMicroseconds>();
        else
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantInUtc>();
    }

    private static readonly MethodInfo FilterOf = typeof(FettleDb).GetMethod(nameof(OwnedByOrganisationInScope), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private Expression<Func<T, bool>> OwnedByOrganisationInScope<T>() where T : class, IBelongToOrganisation =>
        row => scope.Everything || scope.Organisations.Contains(row.OrganisationId);
}
