using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.FirstRun;

/// <summary>The one-time link that makes the first administrator.</summary>
internal sealed class SetupLink(FettleDb db)
{
    /// <summary>The same link until it is used, whichever replica is asked first; null once setup is closed.</summary>
    public async Task<string?> FindAsync(string publicUrl, CancellationToken cancel)
    {
        await EnsureAsync(cancel);
        var secret = await db.SetUps.Where(s => s.ClosedAt == null).Select(s => s.Secret).SingleOrDefaultAsync(cancel);
        return secret is null ? null : $"{publicUrl.TrimEnd('/')}/setup?secret={secret}";
    }

    /// <summary>Makes the row that says whether this installation is set up, unless it is there.</summary>
    public Task EnsureAsync(CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"INSERT INTO set_up (id, secret, administrators_turn) VALUES ({SetUp.TheOnly}, {Secrets.New()}, 0) ON CONFLICT DO NOTHING", cancel);
}
