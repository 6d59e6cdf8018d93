namespace Fettle.Server.ServiceDesk.MovingIn.Model;

/// <summary>Another ticket system, or a file that came from it, read from the beginning or from where reading was cut off.</summary>
internal interface IAnotherDesk : IDisposable
{
    /// <summary>People and organisations before the tickets that name them.</summary>
    /// <param name="cursor">Of the last step that was kept; null: from the beginning.</param>
    /// <exception cref="TryLater">It does not answer now, or wants a pause.</exception>
    /// <exception cref="CannotImport">It answers, and going on makes no sense: wrong address, wrong token, not the file it should be.</exception>
    IAsyncEnumerable<ImportStep> ReadAsync(string? cursor, CancellationToken cancel);

    /// <summary>How much there is; null where it cannot tell without reading all of it.</summary>
    Task<ImportSize> SizeAsync(CancellationToken cancel);
}

internal sealed record ImportSize(long? Organisations, long? People, long? Tickets);

/// <summary>The other system wants to be asked again later; what was read until then is kept.</summary>
internal sealed class TryLater(string why, TimeSpan? after = null, Exception? inner = null) : Exception(why, inner)
{
    /// <summary>As it said itself (Retry-After); null: it said nothing.</summary>
    public TimeSpan? After { get; } = after;
}

/// <summary>Somebody has to look at it: address, token, file or mapping are not what they should be.</summary>
internal sealed class CannotImport(string why) : Exception(why);
