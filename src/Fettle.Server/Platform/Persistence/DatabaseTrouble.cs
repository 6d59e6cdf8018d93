using System.Data.Common;
using Fettle.Server.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Persistence;

/// <summary>What may pass by itself (a full disk, a busy or absent database): work in the background says so, and goes on at its next turn.</summary>
internal static class DatabaseTrouble
{
    public static bool Is(Exception e) => e is DbException or DbUpdateException or CannotWrite || IsTransient(e);

    /// <summary>Two that waited for each other, a connection that was cut: the same once more may well do. Whatever was begun was taken back.</summary>
    public static bool IsTransient(Exception? e)
    {
        // What is likely to pass, Entity Framework wraps in exceptions of several kinds.
        for (; e is not null; e = e.InnerException)
        {
            if (e is DbException { IsTransient: true })
                return true;
        }
        return false;
    }
}
