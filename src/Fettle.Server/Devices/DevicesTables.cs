using Fettle.Server.Devices.Enrolment;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Devices.Inventory;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices;

internal static class DevicesTables
{
    extension(FettleDb db)
    {
        public DbSet<Device> Devices => db.Set<Device>();

        public DbSet<Sighting> Sightings => db.Set<Sighting>();

        public DbSet<GatewayLease> Gateways => db.Set<GatewayLease>();

        public DbSet<UserOfDevice> UsersOfDevices => db.Set<UserOfDevice>();

        public DbSet<EnrolmentToken> EnrolmentTokens => db.Set<EnrolmentToken>();

        public DbSet<InventorySection> Inventory => db.Set<InventorySection>();

        public DbSet<InventoryChange> InventoryChanges => db.Set<InventoryChange>();
    }
}
