using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Fields;

internal static class FieldTables
{
    extension(FettleDb db)
    {
        public DbSet<Category> Categories => db.Set<Category>();

        public DbSet<CustomField> CustomFields => db.Set<CustomField>();

        public DbSet<FieldValue> FieldValues => db.Set<FieldValue>();
    }
}
