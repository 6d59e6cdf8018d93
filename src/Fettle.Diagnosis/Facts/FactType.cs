namespace Fettle.Diagnosis.Facts;

/// <summary>What kind of value a fact is: known before anything is measured, so that a playbook's mistakes are found when it is read.</summary>
public abstract record FactType
{
    private FactType() { }

    public static readonly FactType Number = new Simple("number");
    public static readonly FactType Text = new Simple("text");
    public static readonly FactType Flag = new Simple("flag");

    /// <summary>The type of the word <c>null</c>, which fits everywhere.</summary>
    public static readonly FactType Unknown = new Simple("unknown");

    public sealed record Simple(string Name) : FactType
    {
        public override string ToString() => Name;
    }

    public sealed record List(FactType Item) : FactType
    {
        public override string ToString() => $"list of {Item}";
    }

    public sealed record Record(IReadOnlyDictionary<string, FactType> Fields) : FactType
    {
        public override string ToString() => "record";
    }

    /// <summary>Whether a fact is of this type; a field that was not measured fits. Says the first place that does not fit.</summary>
    public bool Fits(Fact? fact, string path, [NotNullWhen(false)] out string? misfit)
    {
        misfit = null;
        switch (this, fact)
        {
            case (_, null):
                return true;
            case (Simple { Name: "number" }, Fact.Number):
            case (Simple { Name: "text" }, Fact.Text):
            case (Simple { Name: "flag" }, Fact.Flag):
                return true;
            case (List type, Fact.List list):
                foreach (var item in list.Items)
                {
                    if (!type.Item.Fits(item, $"{path}[]", out misfit))
                        return false;
                }
                return true;
            case (Record type, Fact.Record record):
                foreach (var (name, value) in record.Fields)
                {
                    if (!type.Fields.TryGetValue(name, out var field))
                    {
                        misfit = $"{path}.{name} is not in the catalogue";
                        return false;
                    }
                    if (!field.Fits(value, $"{path}.{name}", out misfit))
                        return false;
                }
                return true;
            default:
                misfit = $"{path} is to be a {this} and is {fact.GetType().Name}";
                return false;
        }
    }
}
