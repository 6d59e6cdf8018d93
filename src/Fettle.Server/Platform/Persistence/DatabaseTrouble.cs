using System.Data.Common;
using Fettle.Server.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Persistence;

/// <summary>What may pass by itself (a full disk, a busy or absent database): work in the background says so, and goes on at its next turn.</summary>
internal static class DatabaseTrouble
{
    public static bool Is(Exception e) => e is DbException or DbUpdateException or CannotWrite;
}
