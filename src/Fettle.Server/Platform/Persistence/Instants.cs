using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fettle.Server.Platform.Persistence;

/// <summary>SQLite: microseconds since 1970, UTC, the precision that PostgreSQL keeps.</summary>
internal sealed class InstantAsMicroseconds() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    stored => new DateTimeOffset(DateTimeOffset.UnixEpoch.Ticks + (stored * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));

/// <summary>PostgreSQL takes instants in UTC only.</summary>
internal sealed class InstantInUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), stored => stored);
