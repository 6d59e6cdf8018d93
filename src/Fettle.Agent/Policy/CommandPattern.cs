using System.Buffers;

namespace Fettle.Agent.Policy;

/// <summary>Patterns of commands in <c>agent.yaml</c>: text, in which <c>*</c> stands for anything that means nothing to a shell.</summary>
internal static class CommandPattern
{
    /// <summary>Or 'systemctl restart *' would allow 'systemctl restart x; rm -rf /'.</summary>
    private static readonly SearchValues<char> NeverInAStar = SearchValues.Create(";&|<>`$()\n\r\\");

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> command)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
            return pattern.SequenceEqual(command);
        if (!command.StartsWith(pattern[..star]))
            return false;
        var rest = command[star..];
        var reach = rest.IndexOfAny(NeverInAStar);
        for (var length = 0; length <= (reach < 0 ? rest.Length : reach); length++)
            if (Matches(pattern[(star + 1)..], rest[length..]))
                return true;
        return false;
    }
}
