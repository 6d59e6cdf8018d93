using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Together;

internal static class TogetherTables
{
    extension(FettleDb db)
    {
        public DbSet<OwnDraft> OwnDrafts => db.Set<OwnDraft>();
    }
}
