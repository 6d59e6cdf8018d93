namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>What a field of a form takes. Every answer is a list of texts: one for most, several for choices and files.</summary>
internal enum AnswerType
{
    /// <summary>One line, up to 500 characters.</summary>
    Text,

    /// <summary>Several lines, up to 5,000 characters.</summary>
    LongText,

    /// <summary>A decimal number with a point: <c>12.5</c>.</summary>
    Number,

    /// <summary><c>2026-11-22</c>.</summary>
    Date,

    /// <summary>One of the field's choices.</summary>
    Choice,

    /// <summary>Any of the field's choices.</summary>
    Choices,

    /// <summary>The id of a person of the organisation.</summary>
    Person,

    /// <summary>The id of a device of the organisation.</summary>
    Device,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,

    /// <summary>The ids of files that were uploaded before (<c>POST /api/portal/uploads</c>).</summary>
    Attachment,
}

/// <summary>Something that a form asks.</summary>
/// <param name="Key">By which conditions, tasks and programs name it: a letter, then letters, digits and hyphens.</param>
/// <param name="Hint">Said below it.</param>
/// <param name="Choices">With <see cref="AnswerType.Choice"/> and <see cref="AnswerType.Choices"/>.</param>
/// <param name="ShownWhen">Only then it is asked; null: always.</param>
/// <param name="RequiredWhen">Then it has to be answered, even where <paramref name="Required"/> is false.</param>
/// <param name="IsCost">With <see cref="AnswerType.Number"/>: the answer is added to what the request costs.</param>
internal sealed record FormField(
    string Key, string Label, AnswerType Type, string? Hint = null, bool Required = false, IReadOnlyList<FormChoice>? Choices = null, FieldCondition? ShownWhen = null,
    FieldCondition? RequiredWhen = null, bool IsCost = false);

/// <param name="Cost">What choosing it adds to what the request costs, in the service's currency.</param>
internal sealed record FormChoice(string Label, decimal? Cost = null);

/// <summary>Holds where a field of the form has one of these answers; without any, where it is answered at all.</summary>
/// <param name="Field">The key of a field that comes earlier in the form.</param>
internal sealed record FieldCondition(string Field, IReadOnlyList<string>? Is = null)
{
    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        answers.TryGetValue(Field, out var given) && given.Count > 0 && (Is is not { Count: > 0 } || given.Any(Is.Contains));
}
