using System.Security.Claims;
using Fettle.Server.People;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Testing;

/// <summary>
/// A door for tests only: says who is asking by a header, where the product asks for a session. Sets what the product's door sets, and the product's
/// door leaves alone who is signed in already.
/// </summary>
internal sealed class SignedInByHeader : IStartupFilter
{
    public const string Header = "X-Test-Person";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (HttpContext context, RequestDelegate rest) =>
        {
            if (context.Request.Headers[Header].FirstOrDefault() is { } written)
                SignIn(context, written);
            await rest(context);
        });
        next(app);
    };

    /// <summary><c>12;Ada;Technician@3,Requester@*</c></summary>
    public static string Write(long id, string name, IEnumerable<Grant> grants) =>
        $"{id};{Uri.EscapeDataString(name)};{string.Join(',', grants.Select(g => $"{g.Role}@{g.OrganisationId?.ToString() ?? "*"}"))}";

    private static void SignIn(HttpContext context, string written)
    {
        var parts = written.Split(';');
        var (id, name) = (long.Parse(parts[0]), Uri.UnescapeDataString(parts[1]));
        List<Grant> grants =
        [
            .. from grant in parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries)
               let halves = grant.Split('@')
               select new Grant(Enum.Parse<Role>(halves[0]), halves[1] == "*" ? null : long.Parse(halves[1]))
        ];

        var services = context.RequestServices;
        services.GetRequiredService<CurrentPerson>().Is(id, name, grants);
        services.GetRequiredService<Actor>().Is(ActorKind.Person, id, name, "203.0.113.1");
        var scope = services.GetRequiredService<OrganisationScope>();
        if (grants.Exists(g => g.OrganisationId is null))
            scope.SeeEverything();
        else
            scope.LimitTo(grants.Select(g => g.OrganisationId!.Value));
        context.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{id}"), new(ClaimTypes.Name, name)], "Test"));
    }
}
