using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Fettle.UnitTests.Architecture;

/// <summary>A file of the repository, as the rules of the house read it.</summary>
/// <param name="Path">From the repository's root, with slashes: <c>src/Fettle.Server/Program.cs</c>.</param>
internal sealed partial record Source(string Path, string Text)
{
    private static readonly string[] NotOurs = ["/bin/", "/obj/", "/node_modules/", "/.git/", "/artifacts/", "/dist/", "/wwwroot/", "/data/", "/lab/images/", "/TestResults/"];
    private static readonly Lazy<IReadOnlyList<Source>> Everything = new(() => [.. Read("")]);

    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder(), "../../.."));

    /// <summary>Without comments and the insides of strings.</summary>
    public string Code { get; } = CommentsAndStrings().Replace(Text, m => m.Value[0] == '/' ? "" : "\"\"");

    public int Lines => Text.AsSpan().Count('\n');

    /// <summary>Every text file under a folder.</summary>
    public static IReadOnlyList<Source> Under(string folder, string extension = ".cs") =>
        [.. Everything.Value.Where(s => s.Path.StartsWith(folder, StringComparison.Ordinal) && s.Path.EndsWith(extension, StringComparison.Ordinal))];

    public IEnumerable<string> Matches(Regex what, bool inCode = true) => what.Matches(inCode ? Code : Text).Select(m => $"{Path}: {m.Value.Trim()}");

    private static IEnumerable<Source> Read(string folder) =>
        from file in Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        let path = file[(Root.Length + 1)..].Replace('\\', '/')
        where path != ".git" && !NotOurs.Any(("/" + path).Contains) && new FileInfo(file).Length < 2_000_000 && IsText(file)
        select new Source(path, File.ReadAllText(file));

    private static bool IsText(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4096];
        return !start[..stream.Read(start)].Contains((byte)0);
    }

    private static string Folder([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*\"{3,}.*?\"{3,}|\$?@\$?"(?:""|[^"])*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CommentsAndStrings();
}
