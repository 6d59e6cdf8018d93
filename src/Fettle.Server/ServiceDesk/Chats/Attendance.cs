using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Whether anybody is there to answer.</summary>
internal sealed class Attendance(FettleDb db, IPeople people, TimeProvider clock)
{
    /// <summary>How long a technician's word that they are there holds without being repeated.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(75);

    public async Task<bool> SomebodyAsync(long organisation, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var there = await db.ChatAttendants.Where(a => a.Until > now).Select(a => a.PersonId).ToListAsync(cancel);
        return there.Count > 0 && (await people.TechniciansAsync(organisation, cancel)).Any(t => there.Contains(t.Id));
    }
}
