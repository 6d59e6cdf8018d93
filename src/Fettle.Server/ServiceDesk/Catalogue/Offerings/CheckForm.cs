using System.Text.RegularExpressions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>What a form must be like: each field has a key of its own, and a condition looks back only, so that none depends on itself.</summary>
internal static partial class CheckForm
{
    private const int MostFields = 60;
    private const int MostChoices = 100;

    /// <exception cref="Invalid">A field is none.</exception>
    public static void Run(IReadOnlyList<FormField> fields)
    {
        if (fields.Count > MostFields)
            throw new Invalid("fields", $"are more than {MostFields}");
        var before = new List<FormField>();
        foreach (var field in fields)
        {
            if (!Key().IsMatch(field.Key))
                throw new Invalid("fields.key", $"“{field.Key}” is not a letter with letters, digits and hyphens after it");
            if (before.Exists(f => f.Key == field.Key))
                throw new Invalid("fields.key", $"{field.Key} is there twice");
            Demand.Text(field.Label, "fields.label", longest: 120);
            Demand.OptionalText(field.Hint, "fields.hint", longest: 400);
            Demand.Known(field.Type, "fields.type");
            CheckChoices(field);
            if (field.IsCost && field.Type != AnswerType.Number)
                throw new Invalid("fields.isCost", $"is set on {field.Key}, which is no number");
            RequireKnown(field.ShownWhen, before, "fields.shownWhen");
            RequireKnown(field.RequiredWhen, before, "fields.requiredWhen");
            before.Add(field);
        }
    }

    /// <exception cref="Invalid">The condition names a field that is not there (or not before), or an answer that cannot be given.</exception>
    public static void RequireKnown(FieldCondition? condition, IReadOnlyList<FormField> fields, string where)
    {
        if (condition is null)
            return;
        if (fields.FirstOrDefault(f => f.Key == condition.Field) is not { } field)
            throw new Invalid(where, $"names {condition.Field}, which is no field of the form that comes before");
        IReadOnlyList<string>? possible = field.Type switch
        {
            AnswerType.Choice or AnswerType.Choices => [.. field.Choices!.Select(c => c.Label)],
            AnswerType.YesNo => ["yes", "no"],
            _ => null,
        };
        if (possible is not null && condition.Is?.FirstOrDefault(answer => !possible.Contains(answer)) is { } impossible)
            throw new Invalid(where, $"asks whether {condition.Field} is “{impossible}”, which it cannot be");
    }

    private static void CheckChoices(FormField field)
    {
        if (field.Type is not (AnswerType.Choice or AnswerType.Choices))
            return;
        if (field.Choices is not { Count: > 0 and <= MostChoices } choices)
            throw new Invalid("fields.choices", $"of {field.Key} are not 1 to {MostChoices}");
        foreach (var choice in choices)
            Demand.Text(choice.Label, "fields.choices", longest: 120);
        if (choices.Select(c => c.Label).Distinct().Count() != choices.Count)
            throw new Invalid("fields.choices", $"of {field.Key} have one twice");
        if (choices.Any(c => c.Cost is < 0 or > 1_000_000_000))
            throw new Invalid("fields.choices", $"of {field.Key} have a cost that is not between 0 and 1000000000");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,39}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Key();
}
