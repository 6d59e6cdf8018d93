using System.Runtime.CompilerServices;

namespace Fettle.MailTests;

/// <summary>The folder of other people's mail, which is no part of the project: FETTLE_CORPORA, or beside the checkout.</summary>
internal static class Corpus
{
    private static readonly string Root = Environment.GetEnvironmentVariable("FETTLE_CORPORA") ?? Path.GetFullPath(Path.Combine(Folder(), "../../../shared/corpora"));

    /// <summary>Skips the test, saying so, where the folder is absent.</summary>
    public static string Find(string name)
    {
        var path = Path.Combine(Root, name);
        Assert.SkipUnless(Path.Exists(path), $"there is no corpus at {path}; FETTLE_CORPORA names another folder");
        return path;
    }

    public static IReadOnlyList<string> Messages() =>
        [.. new[] { "mail/messages", "mail/standard-replies" }.SelectMany(f => Directory.EnumerateFiles(Find(f), "*.eml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
