using Fettle.Diagnosis.Facts;
using Fettle.Diagnosis.Inference;
using Fettle.Diagnosis.Playbooks;

namespace Fettle.Diagnosis;

/// <summary>The technician's knowledge: every cause that can be told from facts.</summary>
public sealed class PlaybookSet
{
    private const string Folder = "playbooks/";
    private const string WordsFile = "_words.yaml";

    private PlaybookSet(IReadOnlyList<Playbook> causes, Words words)
    {
        Causes = causes;
        Words = words;
        Matcher = new ComplaintMatcher(causes, words);
    }

    /// <summary>The ids of all causes, in order.</summary>
    public IReadOnlyList<string> Ids => [.. Causes.Select(cause => cause.Id)];

    internal IReadOnlyList<Playbook> Causes { get; }

    internal Words Words { get; }

    internal ComplaintMatcher Matcher { get; }

    /// <summary>The playbooks that are part of this program.</summary>
    /// <exception cref="PlaybookException">One of them is malformed.</exception>
    public static PlaybookSet BuiltIn() =>
        Read(EmbeddedText.Names(Folder).Select(name => (name, EmbeddedText.Read(name))), Catalogue.BuiltIn);

    /// <summary>The built-in playbooks with those of a folder: a file with the id of a built-in one replaces it.</summary>
    /// <exception cref="PlaybookException">One of them is malformed.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static PlaybookSet With(string directory)
    {
        var own = Directory.EnumerateFiles(directory, "*.yaml").Order().Select(path => (path, File.ReadAllText(path))).ToList();
        var replaced = own.Where(file => !IsWords(file.path)).Select(file => PlaybookReader.Glance(file.path, file.Item2, Catalogue.BuiltIn).Id).ToHashSet();
        var kept = EmbeddedText.Names(Folder).Select(name => (name, EmbeddedText.Read(name)))
            .Where(file => IsWords(file.name)
                ? !own.Exists(other => IsWords(other.path))
                : !replaced.Contains(PlaybookReader.Glance(file.name, file.Item2, Catalogue.BuiltIn).Id));
        return Read([.. kept, .. own], Catalogue.BuiltIn);
    }

    internal static PlaybookSet Read(IEnumerable<(string File, string Text)> files, Catalogue catalogue)
    {
        var words = Words.None;
        var texts = new List<(string File, string Text)>();
        var items = new Dictionary<string, FactType?>();
        foreach (var (file, text) in files)
        {
            if (IsWords(file))
            {
                words = Words.Read(file, text);
                continue;
            }
            var (id, item) = PlaybookReader.Glance(file, text, catalogue);
            if (!items.TryAdd(id, item))
                throw new PlaybookException(file, 1, $"a second playbook for {id}");
            texts.Add((file, text));
        }
        var causes = texts.ConvertAll(text => PlaybookReader.Read(text.File, text.Text, catalogue, items.GetValueOrDefault));
        foreach (var cause in causes)
        {
            foreach (var explains in cause.Explains.Where(explains => !items.ContainsKey(explains.Cause)))
                throw new PlaybookException(cause.File, explains.Line, $"explains '{explains.Cause}', and there is no such cause");
        }
        return new PlaybookSet([.. causes.OrderBy(cause => cause.Id)], words);
    }

    private static bool IsWords(string file) => Path.GetFileName(file) is WordsFile;
}
