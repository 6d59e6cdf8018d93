using System.Globalization;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>Reads what was filled in as the form wants it. What the form does not ask, or does not ask with these answers, is refused and not dropped.</summary>
internal sealed class ReadAnswers(FettleDb db, CurrentPerson me, IPeople people, IDevices devices, TimeProvider clock)
{
    private const int LongestLine = 500;
    private const int LongestText = 5000;
    private const int MostFiles = 10;

    /// <returns>As they are kept, in the order of the form; what was not answered is left out.</returns>
    /// <exception cref="Invalid">An answer is missing, is not what its field takes, or to something that is not asked.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RunAsync(
        IReadOnlyList<FormField> fields, IReadOnlyDictionary<string, IReadOnlyList<string>> given, long organisation, CancellationToken cancel)
    {
        if (given.Keys.FirstOrDefault(key => !fields.Any(f => f.Key == key)) is { } unknown)
            throw new Invalid($"answers.{unknown}", "is not a field of this form");
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var field in fields)
        {
            var written = given.GetValueOrDefault(field.Key)?.Where(a => !string.IsNullOrWhiteSpace(a)).ToList() ?? [];
            if (field.ShownWhen?.Holds(answers) == false)
            {
                if (written.Count > 0)
                    throw new Invalid(Name(field), "is not asked with these answers");
                continue;
            }
            if (written.Count == 0)
            {
                if (field.Required || field.RequiredWhen?.Holds(answers) == true)
                    throw new Invalid(Name(field), $"is empty: “{field.Label}” has to be answered");
                continue;
            }
            answers[field.Key] = await ReadAsync(field, written, organisation, cancel);
        }
        return answers;
    }

    private async Task<IReadOnlyList<string>> ReadAsync(FormField field, List<string> written, long organisation, CancellationToken cancel)
    {
        if (field.Type == AnswerType.Attachment)
            return await FilesAsync(field, written, cancel);
        if (field.Type == AnswerType.Choices)
            return [.. written.Distinct().Select(w => Chosen(field, w))];
        if (written.Count > 1)
            throw new Invalid(Name(field), "has more than one answer");
        var text = Demand.Text(written[0], Name(field), field.Type == AnswerType.LongText ? LongestText : LongestLine, severalLines: field.Type == AnswerType.LongText);
        return
        [
            field.Type switch
            {
                AnswerType.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && (!field.IsCost || number is >= 0 and <= 1_000_000_000)
                    ? number.ToString("0.############################", CultureInfo.InvariantCulture)
                    : throw new Invalid(Name(field), field.IsCost ? "is no amount such as 12.5" : "is no number such as 12.5"),
                AnswerType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                    ? text
                    : throw new Invalid(Name(field), "is no date such as 2026-11-22"),
                AnswerType.Choice => Chosen(field, text),
                AnswerType.YesNo => text is "yes" or "no" ? text : throw new Invalid(Name(field), "is neither yes nor no"),
                AnswerType.Person => long.TryParse(text, CultureInfo.InvariantCulture, out var id) && (await people.NamesAsync([id], cancel)).GetValueOrDefault(id)?.OrganisationId == organisation
                    ? $"{id}"
                    : throw new Invalid(Name(field), "is nobody of your organisation"),
                AnswerType.Device => long.TryParse(text, CultureInfo.InvariantCulture, out var id) && (await devices.InServiceAsync([id], cancel)).GetValueOrDefault(id)?.OrganisationId == organisation
                    ? $"{id}"
                    : throw new Invalid(Name(field), "is no device of your organisation"),
                _ => text,
            }
        ];
    }

    private static string Chosen(FormField field, string answer) =>
        field.Choices!.Any(c => c.Label == answer) ? answer : throw new Invalid(Name(field), $"is none of {string.Join(", ", field.Choices!.Take(20).Select(c => c.Label))}");

    /// <summary>What the caller sent themselves, and not long ago.</summary>
    private async Task<IReadOnlyList<string>> FilesAsync(FormField field, List<string> written, CancellationToken cancel)
    {
        var ids = written.ConvertAll(w => long.TryParse(w, CultureInfo.InvariantCulture, out var id) ? id : 0).Distinct().ToList();
        var (mine, since) = (me.Id, clock.GetUtcNow() - Upload.Kept);
        if (ids.Count > MostFiles)
            throw new Invalid(Name(field), $"has more than {MostFiles} files");
        return await db.Uploads.CountAsync(u => ids.Contains(u.Id) && u.PersonId == mine && u.At >= since, cancel) == ids.Count
            ? [.. ids.Select(id => $"{id}")]
            : throw new Invalid(Name(field), "names a file that was not sent, or too long ago; choose it again");
    }

    private static string Name(FormField field) => $"answers.{field.Key}";
}
