namespace Fettle.Server.Platform.Commands;

/// <summary>What <c>fettle-server NAME</c> does.</summary>
/// <param name="Words">How it is called: <c>journal verify</c>.</param>
/// <param name="RunAsync">Returns the exit code.</param>
/// <param name="Options">What it takes besides settings: <c>--people 60</c>.</param>
internal sealed record Command(string Words, string Does, Func<WebApplication, Task<int>> RunAsync, params IReadOnlyList<string> Options);
