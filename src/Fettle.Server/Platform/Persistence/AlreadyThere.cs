using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fettle.Server.Platform.Persistence;

/// <summary>Tells that a row which may be there once is there already: somebody was faster between our look and our save.</summary>
internal static class AlreadyThere
{
    private const int SqliteUnique = 2067; // https://sqlite.org/rescode.html#constraint_unique
    private const int SqlitePrimaryKey = 1555;

    public static bool Caused(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                return true;
            }
        }
        return false;
    }
}
