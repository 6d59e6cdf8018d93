using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Catalogue.Delegating;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue;

internal static class CatalogueTables
{
    extension(FettleDb db)
    {
        public DbSet<Offering> Offerings => db.Set<Offering>();

        public DbSet<CatalogueRequest> CatalogueRequests => db.Set<CatalogueRequest>();

        public DbSet<Upload> Uploads => db.Set<Upload>();

        public DbSet<Approval> Approvals => db.Set<Approval>();

        public DbSet<Voice> Voices => db.Set<Voice>();

        public DbSet<Delegation> Delegations => db.Set<Delegation>();

        public DbSet<RequestTask> RequestTasks => db.Set<RequestTask>();
    }
}
