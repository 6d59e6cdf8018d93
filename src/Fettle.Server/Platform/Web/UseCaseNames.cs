using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Fettle.Server.Platform.Web;

/// <summary>
/// Every route is called after the use case in whose file it is mapped (<c>AssignTicket</c> → operation <c>assignTicket</c>) and tagged with its module,
/// unless it says otherwise. A use case with two routes names the second itself: <c>.WithName("…")</c>.
/// </summary>
internal static class UseCaseNames
{
    public static RouteGroupBuilder NameAfterUseCases(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(Name);
        return group;
    }

    private static void Name(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType is not { } type)
            return;
        while (type.DeclaringType is { } outer && (type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.IsNestedPrivate))
            type = outer;

        if (!endpoint.Metadata.OfType<IEndpointNameMetadata>().Any())
            endpoint.Metadata.Add(new EndpointNameMetadata(JsonNamingPolicy.CamelCase.ConvertName(type.Name)));
        // Fettle.Server.<Module>…
        if (!endpoint.Metadata.OfType<ITagsMetadata>().Any() && type.Namespace?.Split('.') is [_, _, var module, ..])
            endpoint.Metadata.Add(new TagsAttribute(module));
    }
}
