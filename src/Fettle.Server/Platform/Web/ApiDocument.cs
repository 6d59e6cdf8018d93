using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fettle.Server.Platform.Idempotency;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fettle.Server.Platform.Web;

/// <summary>The OpenAPI document, <c>/openapi/v1.json</c>: what the browser's typed client is generated from.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public static void Configure(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = SchemaName;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Fettle", Version = Name, Description = "Lists are pages: send `next` back as `cursor`. Errors are problem details (RFC 9457). Every POST takes an Idempotency-Key." };
            // The document is the same wherever it is asked for.
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancel) =>
        {
            // A record's query parameters are named as its properties; the server reads any case, the document says one.
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                if (parameter is { In: ParameterLocation.Query, Name: { } name })
                    parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(name);
            }
            if (HttpMethods.IsPost(context.Description.HttpMethod ?? "") && context.Description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true
                && !(operation.Parameters ?? []).Any(p => p.Name == AnswerOnce.Header))
            {
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = AnswerOnce.Header,
                    In = ParameterLocation.Header,
                    Description = "A text of your own, new for each request: sent again with the same within 24 hours, it is answered the same and done once. With another body: 422.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }
            var problem = await context.GetOrCreateSchemaAsync(typeof(HttpValidationProblemDetails), null, cancel);
            context.Document?.AddComponent("Problem", problem);
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "It was not done, and why.",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", context.Document) },
                },
            };
        });
    }

    /// <summary><c>AssignTicket.Request</c> is <c>AssignTicketRequest</c>, <c>Page&lt;TicketRow&gt;</c> is <c>PageOfTicketRow</c>.</summary>
    private static string? SchemaName(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return NameOf(underlying);
        var name = type.IsNested ? type.DeclaringType!.Name + type.Name : type.Name;
        return type.IsGenericType ? $"{name[..name.IndexOf('`')]}Of{string.Join("And", type.GetGenericArguments().Select(NameOf))}" : name;
    }
}
