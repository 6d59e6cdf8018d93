using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fettle.Server.Platform.Persistence;

/// <summary>Tells a full disk from every other reason why writing fails.</summary>
internal static class DiskFull
{
    private const int SqliteFull = 13; // https://sqlite.org/rescode.html#full
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT

    public static bool Caused(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SqliteException { SqliteErrorCode: SqliteFull }
                or PostgresException { SqlState: PostgresErrorCodes.DiskFull }
                || (exception is IOException && (exception.HResult & 0xFFFF) is NoSpaceLeft or QuotaExceeded))
            {
                return true;
            }
        }
        return false;
    }
}
