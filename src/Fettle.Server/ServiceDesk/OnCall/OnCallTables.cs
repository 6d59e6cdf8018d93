using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall.Telling;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall;

internal static class OnCallTables
{
    extension(FettleDb db)
    {
        public DbSet<Rotation> Rotations => db.Set<Rotation>();

        public DbSet<RotationStandIn> RotationStandIns => db.Set<RotationStandIn>();

        public DbSet<Alert> Alerts => db.Set<Alert>();

        public DbSet<AlertTelling> AlertTellings => db.Set<AlertTelling>();
    }
}
