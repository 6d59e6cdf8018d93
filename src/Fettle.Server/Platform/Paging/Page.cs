namespace Fettle.Server.Platform.Paging;

/// <summary>A stretch of a list.</summary>
/// <param name="Next">Sent back as <c>cursor</c> to get the stretch that follows; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
