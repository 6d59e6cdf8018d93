using Fettle.Server.Platform.Web;

namespace Fettle.Server.People.Persons;

/// <summary>Makes a person without inviting them: somebody without mail, or who need not sign in.</summary>
internal sealed class CreatePerson(RegisterPerson register) : IUseCase
{
    /// <param name="Email">May be missing where there is an account name.</param>
    /// <param name="Accounts">What devices call them; null: the part of the mail address before the @.</param>
    /// <param name="Phones">All numbers under which they telephone, the first beside their name; null: only <paramref name="Phone"/>.</param>
    /// <param name="Role">Held in their organisation; a requester unless said otherwise.</param>
    public sealed record Request(
        long OrganisationId, string? Name, string? Email, string? Phone, long? SiteId, IReadOnlyList<string>? Accounts, Role Role = Role.Requester,
        IReadOnlyList<string>? Phones = null);

    public sealed record Response(long Id);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people", (Request request, CreatePerson useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <remarks>Refusals are those of <see cref="RegisterPerson"/>.</remarks>
    public async Task<Response> RunAsync(Request request, CancellationToken cancel)
    {
        var person = await register.RunAsync(
            new(request.OrganisationId, request.Name, request.Email, request.Phone, request.SiteId, request.Accounts, request.Role, request.OrganisationId, request.Phones), cancel);
        return new(person.Id);
    }
}
