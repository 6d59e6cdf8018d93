namespace Fettle.Server.Platform.Commands;

/// <summary>A command that needs neither settings nor a database, and so answers at once.</summary>
/// <param name="Words">How it is called: <c>mail read</c>.</param>
/// <param name="RunAsync">Takes the arguments after the words, returns the exit code.</param>
internal sealed record StandaloneCommand(string Words, string Does, Func<string[], Task<int>> RunAsync)
{
    public bool IsCalledBy(string[] args) => args.Take(Words.Split(' ').Length).SequenceEqual(Words.Split(' '));
}
