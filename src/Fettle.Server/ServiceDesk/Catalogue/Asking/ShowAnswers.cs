using System.Globalization;
using System.Text;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>An answer as people read it: persons and devices by their names, files by theirs.</summary>
internal sealed record ShownAnswer(string Key, string Label, AnswerType Type, string Text);

/// <summary>Says what was answered as people read it.</summary>
internal sealed class ShowAnswers(IPeople people, IDevices devices)
{
    /// <param name="files">The names of the files that were answered, by their ids; null: how many there are is said.</param>
    public async Task<IReadOnlyList<ShownAnswer>> RunAsync(
        IReadOnlyList<FormField> fields, IReadOnlyDictionary<string, IReadOnlyList<string>> answers, IReadOnlyDictionary<long, string>? files, CancellationToken cancel)
    {
        var persons = await people.NamesAsync(Ids(AnswerType.Person), cancel);
        var machines = await devices.NamesAsync(Ids(AnswerType.Device), cancel);
        return [.. from field in fields where answers.ContainsKey(field.Key) select new ShownAnswer(field.Key, field.Label, field.Type, Text(field, answers[field.Key]))];

        IEnumerable<long> Ids(AnswerType type) =>
            from field in fields where field.Type == type from id in answers.GetValueOrDefault(field.Key) ?? [] select Number(id);

        string Text(FormField field, IReadOnlyList<string> answer) => field.Type switch
        {
            AnswerType.Person => persons.GetValueOrDefault(Number(answer[0]))?.Name ?? $"Person {answer[0]}",
            AnswerType.Device => machines.GetValueOrDefault(Number(answer[0]))?.Name ?? $"Device {answer[0]}",
            AnswerType.YesNo => answer[0] == "yes" ? "Yes" : "No",
            AnswerType.Attachment => files is null ? $"{answer.Count}" : string.Join(", ", answer.Select(id => files.GetValueOrDefault(Number(id)) ?? id)),
            _ => string.Join(", ", answer),
        };
    }

    /// <summary>The answers as Markdown: what the ticket's first line says, and what search finds. Nobody's words are read as Markdown.</summary>
    public static string Markdown(IReadOnlyList<ShownAnswer> answers)
    {
        var text = new StringBuilder();
        foreach (var answer in answers)
        {
            var lines = answer.Text.ReplaceLineEndings("\n").Split('\n').Select(SafeMarkdown.Escape);
            text.Append("**").Append(SafeMarkdown.Escape(answer.Label)).Append("**: ").AppendJoin('\n', lines).Append("\n\n");
        }
        return text.ToString().TrimEnd();
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
