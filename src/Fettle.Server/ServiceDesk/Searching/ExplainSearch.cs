using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Fields;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>Says while somebody types whether it can be read, and where not.</summary>
internal sealed class ExplainSearch(CurrentPerson me, SortedBy sorted, TimeProvider clock) : IUseCase
{
    /// <param name="Keys">What can stand before a colon.</param>
    public sealed record Explanation(IReadOnlyList<Mistake> Mistakes, IReadOnlyList<string> Keys);

    /// <param name="Column">From 1.</param>
    public sealed record Mistake(int Column, string What);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/tickets/search/explain", (string? q, ExplainSearch useCase, CancellationToken cancel) => useCase.RunAsync(q, cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<Explanation> RunAsync(string? q, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var fields = await SearchTickets.FieldKeysAsync(sorted, cancel);
        return new([.. SearchLanguage.Parse(q, clock.GetUtcNow(), fields).Errors.Select(e => new Mistake(e.Column, e.What))], [.. SearchLanguage.AllKeys, .. fields.Order(StringComparer.Ordinal)]);
    }
}
