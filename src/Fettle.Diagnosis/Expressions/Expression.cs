using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis.Expressions;

/// <summary>A parsed and type-checked expression over facts. Its value is null when something that it needs was not measured.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Reads">The probes whose facts it uses.</param>
/// <param name="Evaluate">Works out the value; never throws for facts that fit the catalogue.</param>
internal sealed record Expression(FactType Type, IReadOnlySet<string> Reads, Func<Scope, Fact?> Evaluate)
{
    /// <summary>True, false, or null for "cannot be known from what was measured".</summary>
    public bool? Decide(Scope scope) => (Evaluate(scope) as Fact.Flag)?.Value;
}

/// <summary>The names that an expression sees: the probes' facts, and the variables of the loops around it.</summary>
internal sealed class Scope(FactSet facts, Scope? outer = null, string? name = null, Fact? value = null)
{
    public Scope With(string variable, Fact? bound) => new(facts, this, variable, bound);

    public Fact? Variable(string wanted)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == wanted)
                return scope.Value;
        }
        return null;
    }

    public Fact? Probe(string probe) => facts.Measured.GetValueOrDefault(probe);

    private Scope? Outer => outer;

    private string? Name => name;

    private Fact? Value => value;
}
