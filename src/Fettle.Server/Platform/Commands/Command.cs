namespace Fettle.Server.Platform.Commands;

/// <summary>What <c>fettle-server NAME</c> does.</summary>
/// <param name="Words">How it is called: <c>journal verify</c>.</param>
/// <param name="RunAsync">Returns the exit code.</param>
/// <param name="Options">What it takes besides settings: <c>--people 60</c>.</param>
internal sealed record Command(string Words, string Does, Func<WebApplication, Task<int>> RunAsync, params IReadOnlyList<string> Options)
{
    /// <summary>The option that the word after <see cref="Words"/> stands for: <c>import csv FILE</c>; null: there is none.</summary>
    public string? Argument { get; init; }

    /// <summary>Options without a value: <c>--dry-run</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
