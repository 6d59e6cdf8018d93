using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Relations;

/// <summary>Follows tickets to what they are merged into, and to what they are parts of; one query however deep.</summary>
internal sealed class TicketTree(FettleDb db)
{
    internal sealed record Member(long Id, long Number, long? RequesterId);

    /// <summary>The ticket itself, then all that is merged into it, directly or through others.</summary>
    public Task<List<Member>> MergedAsync(long id, CancellationToken cancel) => db.Database.SqlQuery<Member>(
        $"""
        WITH RECURSIVE merged (id, number, requester_id) AS (
            SELECT id, number, requester_id FROM tickets WHERE id = {id}
            UNION ALL
            SELECT t.id, t.number, t.requester_id FROM tickets t JOIN merged m ON t.merged_into_id = m.id)
        SELECT id AS "Id", number AS "Number", requester_id AS "RequesterId" FROM merged
        """).ToListAsync(cancel);

    /// <summary>The number under which this ticket goes on: its own, or that of the last in the row of merges. Null where there is no such ticket.</summary>
    public async Task<long?> SurvivorAsync(long number, CancellationToken cancel) => (await db.Database.SqlQuery<long>(
        $"""
        WITH RECURSIVE into_which (id, number, merged_into_id) AS (
            SELECT id, number, merged_into_id FROM tickets WHERE number = {number}
            UNION ALL
            SELECT t.id, t.number, t.merged_into_id FROM tickets t JOIN into_which i ON t.id = i.merged_into_id)
        SELECT number AS "Value" FROM into_which WHERE merged_into_id IS NULL
        """).ToListAsync(cancel)).Select(n => (long?)n).SingleOrDefault();

    /// <summary>The ticket itself and all that it is a part of.</summary>
    public async Task<HashSet<long>> AncestorsAsync(long id, CancellationToken cancel) => [.. await db.Database.SqlQuery<long>(
        $"""
        WITH RECURSIVE above (id, parent_id) AS (
            SELECT id, parent_id FROM tickets WHERE id = {id}
            UNION
            SELECT t.id, t.parent_id FROM tickets t JOIN above a ON t.id = a.parent_id)
        SELECT id AS "Value" FROM above
        """).ToListAsync(cancel)];
}

/// <summary>Another ticket, as it is named on a ticket's page.</summary>
internal sealed record TicketRef(long Number, TicketKind Kind, string Subject, TicketStatus Status);
