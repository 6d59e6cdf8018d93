namespace Fettle.Diagnosis.Facts;

/// <summary>A measured value: a number, a text, a flag, a list or a record. What was not measured is null, never a guess.</summary>
[JsonConverter(typeof(FactJson))]
public abstract record Fact
{
    private Fact() { }

    public sealed record Number(double Value) : Fact;

    public sealed record Text(string Value) : Fact;

    public sealed record Flag(bool Value) : Fact;

    public sealed record List(IReadOnlyList<Fact> Items) : Fact;

    public sealed record Record(IReadOnlyDictionary<string, Fact?> Fields) : Fact
    {
        /// <summary>The field's value; null when it was not measured.</summary>
        public Fact? this[string field] => Fields.GetValueOrDefault(field);
    }

    public static implicit operator Fact(double value) => new Number(value);

    public static implicit operator Fact(long value) => new Number(value);

    public static implicit operator Fact(int value) => new Number(value);

    public static implicit operator Fact(bool value) => new Flag(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Fact?(string? value) => value is null ? null : new Text(value);

    /// <summary>A record from its fields; a null stays out of the record.</summary>
    public static Record Of(params ReadOnlySpan<(string Name, Fact? Value)> fields)
    {
        var record = new Dictionary<string, Fact?>(fields.Length);
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                record[name] = value;
        }
        return new Record(record);
    }

    /// <summary>A list of records.</summary>
    public static List ListOf(IEnumerable<Record> items) => new([.. items]);

    /// <summary>A list of texts.</summary>
    public static List ListOf(IEnumerable<string> items) => new([.. items.Select(item => new Text(item))]);
}
