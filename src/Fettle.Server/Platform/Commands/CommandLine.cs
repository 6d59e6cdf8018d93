namespace Fettle.Server.Platform.Commands;

/// <summary>Which command the program was called with: the words before the first option.</summary>
internal static class CommandLine
{
    public static Command? Find(IEnumerable<Command> commands, string[] args)
    {
        var words = string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')));
        return args is [.., "--help" or "-h"] ? null : commands.FirstOrDefault(c => c.Words == words);
    }

    /// <summary>The same call with every word and flag as an option with its value, as settings are read.</summary>
    public static string[] Spell(IEnumerable<Command> commands, string[] args)
    {
        var named = commands.Where(c => c.Argument is not null).FirstOrDefault(c => args.Take(c.Words.Split(' ').Length).SequenceEqual(c.Words.Split(' ')));
        if (named is null)
            return args;
        var count = named.Words.Split(' ').Length;
        var argument = args.Length > count && !args[count].StartsWith('-') ? args[count] : null;
        return argument is null ? args : [.. args.Take(count), $"--{named.Argument}={argument}", .. args.Skip(count + 1).Select(a => named.Flags.Contains(a.TrimStart('-')) ? $"{a}=true" : a)];
    }

    /// <returns>0 where help was asked for, 2 where there is no such command.</returns>
    public static int PrintHelp(IEnumerable<Command> commands, IEnumerable<StandaloneCommand> standalone, string[] args)
    {
        var asked = args is [.., "--help" or "-h"] or ["help", ..];
        var output = asked ? Console.Out : Console.Error;
        if (!asked)
            output.WriteLine($"fettle-server: there is no command \"{string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')))}\".");
        output.WriteLine("fettle-server [COMMAND] [--SETTING VALUE …]");
        foreach (var command in commands)
            output.WriteLine($"  {command.Words,-18} {command.Does}{string.Concat(command.Options.Where(o => o != command.Argument).Select(o => command.Flags.Contains(o) ? $" [--{o}]" : $" [--{o} …]"))}");
        foreach (var command in standalone)
            output.WriteLine($"  {command.Words,-18} {command.Does}");
        output.WriteLine("Settings: docs/settings.md, or fettle-server settings");
        return asked ? 0 : 2;
    }
}
