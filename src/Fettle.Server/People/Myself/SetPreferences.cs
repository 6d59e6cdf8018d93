using System.Text.RegularExpressions;
using Fettle.Server.People.Persons;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Myself;

/// <summary>How pages look to the caller, and in which language.</summary>
internal sealed partial class SetPreferences(FettleDb db, CurrentSession session) : IUseCase
{
    /// <param name="Language">An IETF tag: <c>en</c>, <c>de</c>.</param>
    public sealed record Request(string? Language, Theme Theme);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/me/preferences", (Request request, SetPreferences useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Invalid">It is not a language's tag.</exception>
    public async Task<NoContent> RunAsync(Request request, CancellationToken cancel)
    {
        var me = session.RequirePerson();
        if (!LanguageTag().IsMatch(request.Language ?? ""))
            throw new Invalid("language", "is not a language's tag such as en or de");
        if (!Enum.IsDefined(request.Theme))
            throw new Invalid("theme", "is not one of system, light and dark");

        // Not saved as a change of the person: it is nobody's business, least of all the journal's, and their organisation may be outside their roles.
        await db.Persons.IgnoreQueryFilters().Where(p => p.Id == me).ExecuteUpdateAsync(
            s => s.SetProperty(p => p.Language, request.Language!).SetProperty(p => p.Theme, request.Theme), cancel);
        return TypedResults.NoContent();
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageTag();
}
