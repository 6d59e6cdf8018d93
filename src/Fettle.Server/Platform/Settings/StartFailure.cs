using System.Net.Sockets;
using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fettle.Server.Platform.Settings;

/// <summary>Why the server could not start, in a sentence that says what to do. Anything else is a fault of ours and ends with its stack trace.</summary>
internal static class StartFailure
{
    private const int CannotOpen = 14; // https://sqlite.org/rescode.html#cantopen
    private const int ReadOnly = 8;

    public static string? Explain(Exception exception) => exception switch
    {
        SettingsError or NewerDatabase => exception.Message,
        InvalidDataException or FormatException when exception.Message.Contains("appsettings.json", StringComparison.Ordinal) =>
            $"{exception.Message} {exception.InnerException?.Message}",
        PostgresException refused => $"The setting Database: PostgreSQL refuses: {refused.MessageText}.",
        NpgsqlException unreachable => $"The setting Database: PostgreSQL cannot be reached: {unreachable.InnerException?.Message ?? unreachable.Message}.",
        SqliteException { SqliteErrorCode: CannotOpen or ReadOnly } => "The setting Data: the database in this folder cannot be opened for writing. Is it this user's?",
        _ when DiskFull.Caused(exception) => "The disk of the data folder (setting Data) is full.",
        IOException { InnerException: AddressInUseException } => $"The setting Urls: {exception.Message} Another program listens there; choose another port with --Urls http://127.0.0.1:PORT.",
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } => $"The setting Urls: {exception.Message}.",
        // Entity Framework wraps what goes wrong below it.
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };
}
