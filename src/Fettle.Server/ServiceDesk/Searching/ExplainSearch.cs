using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>Says while somebody types whether it can be read, and where not.</summary>
internal sealed class ExplainSearch(CurrentPerson me, TimeProvider clock) : IUseCase
{
    /// <param name="Keys">What can stand before a colon.</param>
    public sealed record Explanation(IReadOnlyList<Mistake> Mistakes, IReadOnlyList<string> Keys);

    /// <param name="Column">From 1.</param>
    public sealed record Mistake(int Column, string What);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/tickets/search/explain", (string? q, ExplainSearch useCase) => useCase.Run(q));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public Explanation Run(string? q)
    {
        me.Require(Permission.ViewTickets);
        return new([.. SearchLanguage.Parse(q, clock.GetUtcNow()).Errors.Select(e => new Mistake(e.Column, e.What))], [.. SearchLanguage.AllKeys]);
    }
}
