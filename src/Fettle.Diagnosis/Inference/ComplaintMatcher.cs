using System.Text.RegularExpressions;
using Fettle.Diagnosis.Playbooks;

namespace Fettle.Diagnosis.Inference;

/// <summary>
/// How well a complaint fits what people say about each cause. A phrase counts by how much of it was said, each word by how rare it is
/// among the causes, and a word or two that many causes share never makes a full fit.
/// </summary>
internal sealed class ComplaintMatcher
{
    private readonly Words _words;
    private readonly Dictionary<string, List<string[]>> _phrases = [];
    private readonly Dictionary<string, double> _rarity = [];

    public ComplaintMatcher(IReadOnlyList<Playbook> causes, Words words)
    {
        _words = words;
        foreach (var cause in causes)
            _phrases[cause.Id] = [.. cause.Complaints.Select(phrase => words.Of(phrase).ToArray()).Where(phrase => phrase.Length > 0)];
        var causesWith = _phrases.Values.SelectMany(phrases => phrases.SelectMany(phrase => phrase).Distinct()).CountBy(word => word);
        foreach (var (word, count) in causesWith)
            _rarity[word] = Math.Log(1 + ((double)causes.Count / count));
    }

    /// <returns>0 (nothing of it) to 1 (just what people say).</returns>
    public double Fit(Complaint complaint, string cause)
    {
        if (!complaint.IsGiven || !_phrases.TryGetValue(cause, out var phrases))
            return 0;
        var best = 0d;
        var second = 0d;
        foreach (var phrase in phrases)
        {
            var all = phrase.Sum(word => _rarity[word]);
            var said = phrase.Sum(word => _rarity[word] * complaint.Says(word));
            var fit = Math.Pow(said / all, 1.5) * (1 - Math.Exp(-said / 2.5));
            if (fit > best)
                (best, second) = (fit, best);
            else if (fit > second)
                second = fit;
        }
        return Math.Min(1, best + (0.2 * second));
    }

    public Complaint Read(string? symptom) => new(symptom, _words);
}

/// <summary>What somebody said, cut into words.</summary>
internal sealed partial class Complaint
{
    private readonly List<string> _stems;

    public Complaint(string? symptom, Words words)
    {
        _stems = symptom is null ? [] : words.Of(Working().Replace(symptom, ""));
        AsWritten = symptom is null ? [] : [.. Words.Split(symptom).Distinct()];
        Services = [.. words.Services(_stems)];
    }

    public bool IsGiven => _stems.Count > 0;

    /// <summary>The words in small letters: a user, a unit, a printer or a host may be named by one.</summary>
    public IReadOnlyList<string> AsWritten { get; }

    public IReadOnlyList<string> Services { get; }

    /// <returns>1 when the word was said, a little less when it was misspelt, else 0.</returns>
    public double Says(string stem)
    {
        if (_stems.Contains(stem))
            return 1;
        return stem.Length >= 5 && _stems.Exists(said => said.Length >= 5 && IsSlipOf(said, stem)) ? 0.8 : 0;
    }

    // "I can print but not browse": what somebody can do is no complaint.
    [GeneratedRegex(@"\b(I|we|you|he|she|they|users|colleagues) can (still )?(?!not|only|hardly|barely|no )[a-z]+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Working();

    /// <summary>One letter wrong, missing, too many, or two swapped.</summary>
    private static bool IsSlipOf(string a, string b)
    {
        if (a.Length > b.Length)
            (a, b) = (b, a);
        if (b.Length - a.Length > 1)
            return false;
        var same = 0;
        while (same < a.Length && a[same] == b[same])
            same++;
        if (a.Length < b.Length)
            return a.AsSpan(same).SequenceEqual(b.AsSpan(same + 1));
        if (same >= a.Length)
            return true;
        return a.AsSpan(same + 1).SequenceEqual(b.AsSpan(same + 1))
            || (same + 1 < a.Length && a[same] == b[same + 1] && a[same + 1] == b[same] && a.AsSpan(same + 2).SequenceEqual(b.AsSpan(same + 2)));
    }
}
