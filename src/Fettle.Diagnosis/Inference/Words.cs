using System.Text;
using Fettle.Diagnosis.Playbooks;

namespace Fettle.Diagnosis.Inference;

/// <summary>What words mean to people who complain: synonyms, words that say nothing, and which services a word speaks of.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> _canonical = [];
    private readonly HashSet<string> _empty = [];
    private readonly List<(string Stem, string[] Services)> _services = [];

    public static Words None { get; } = new();

    /// <exception cref="PlaybookException">The file is malformed.</exception>
    public static Words Read(string file, string text)
    {
        var words = new Words();
        var map = YamlMap.Read(file, text);
        words._empty.UnionWith(map.Texts("empty").SelectMany(entry => Split(entry.Value)).Select(Stem));
        foreach (var group in map.Texts("synonyms"))
        {
            var stems = Split(group.Value).Select(Stem).ToList();
            foreach (var stem in stems)
                words._canonical[stem] = stems[0];
        }
        var services = map.Map("services");
        foreach (var name in services.Keys.ToList())
        {
            foreach (var word in Split(services.Text(name).Value))
                words._services.Add((words.Canonical(Stem(word)), name.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
        map.Finish();
        return words;
    }

    /// <summary>The meaningful words of a sentence, stemmed, synonyms made one.</summary>
    public List<string> Of(string sentence) => [.. Split(sentence).Select(Stem).Where(stem => !_empty.Contains(stem)).Select(Canonical).Distinct()];

    /// <summary>The services that these words speak of, by the stem of their unit's name.</summary>
    public IEnumerable<string> Services(IReadOnlyCollection<string> words) =>
        _services.Where(entry => words.Contains(entry.Stem)).SelectMany(entry => entry.Services).Distinct();

    /// <summary>The words as written, in small letters: names of things are told by them.</summary>
    public static IEnumerable<string> Split(string sentence)
    {
        var word = new StringBuilder();
        foreach (var c in sentence.Replace('\u2019', '\'').ToLowerInvariant().Append(' '))
        {
            if (char.IsLetterOrDigit(c) || (word.Length > 0 && c is '\'' or '.' or '-' or '_' or '@' or '/'))
            {
                word.Append(c);
                continue;
            }
            var done = word.ToString().Trim('\'', '.', '-', '_', '@');
            word.Clear();
            if (done.Length is 0)
                continue;
            yield return done;
            if (done.Contains('/'))
            {
                foreach (var part in done.Split('/', StringSplitOptions.RemoveEmptyEntries))
                    yield return part;
            }
            // "web-server" is also "web" and "server", and "read-only" is "read" and "only".
            if (done.Contains('-'))
            {
                foreach (var part in done.Split('-', StringSplitOptions.RemoveEmptyEntries))
                    yield return part;
            }
        }
    }

    /// <summary>English and German endings cut off, umlauts and accents folded. Only ever compared with other stems.</summary>
    public static string Stem(string word)
    {
        word = Fold(word);
        if (word.EndsWith("n't") || word is "cannot" or "cant" or "dont" or "wont" or "doesnt" or "isnt" or "didnt" or "unable" or "couldnt")
            return "not";
        if (word.EndsWith("'s"))
            word = word[..^2];
        if (word.Any(c => c is '.' or '/' or '@'))
            return word;
        foreach (var ending in (string[])["ings", "ing", "ers", "er", "ed", "es", "en", "ly", "s", "e"])
        {
            if (word.Length - ending.Length < 3 || !word.EndsWith(ending))
                continue;
            word = word[..^ending.Length];
            break;
        }
        return word.Length > 3 && word[^1] == word[^2] ? word[..^1] : word;
    }

    private string Canonical(string stem) => _canonical.GetValueOrDefault(stem, stem);

    private static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            folded.Append(c switch
            {
                'ä' or 'á' or 'à' or 'â' => 'a',
                'ö' or 'ó' or 'ô' => 'o',
                'ü' or 'ú' or 'û' => 'u',
                'é' or 'è' or 'ê' => 'e',
                'ß' => 's',
                _ => c,
            });
        }
        return folded.ToString();
    }
}
