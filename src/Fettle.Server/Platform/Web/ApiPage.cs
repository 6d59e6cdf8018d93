using System.Net;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fettle.Server.Platform.Web;

/// <summary>The API's document as a page to read, <c>/openapi</c>: made on the server, with no script.</summary>
internal static class ApiPage
{
    private const string Style =
        """
        body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
        h2{margin-top:2.5rem;border-bottom:1px solid #8886}summary{cursor:pointer;padding:.3rem 0}code,b{font-family:ui-monospace,monospace}
        b{display:inline-block;min-width:4.5rem;color:#0d7377}pre{padding:.8rem;background:#8881;overflow:auto}td{padding:.1rem 1rem .1rem 0;vertical-align:top}
        @media(prefers-color-scheme:dark){b{color:#4fd1c5}}
        """;

    public static void Map(WebApplication app) =>
        app.MapGet("/openapi", async (HttpContext context, [FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider, CancellationToken cancel) =>
        {
            var nonce = SecurityHeaders.AllowPage(context.Response);
            return Results.Content(Render(await provider.GetOpenApiDocumentAsync(cancel), nonce), "text/html", Encoding.UTF8);
        }).ExcludeFromDescription();

    private static string Render(OpenApiDocument document, string nonce)
    {
        var page = new StringBuilder($"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Fettle API</title><style nonce='{nonce}'>{Style}</style>");
        page.Append("<h1>Fettle API</h1><p>The same as a document for programs: <a href='/openapi/v1.json'>/openapi/v1.json</a>. ").Append(Text(document.Info.Description)).Append("</p>");
        var operations =
            from path in document.Paths
            from operation in path.Value.Operations ?? []
            let tag = operation.Value.Tags?.FirstOrDefault()?.Name ?? ""
            group (Path: path.Key, Method: operation.Key, Operation: operation.Value) by tag into module
            orderby module.Key
            select module;
        foreach (var module in operations)
        {
            page.Append($"<h2>{Text(module.Key)}</h2>");
            foreach (var (path, method, operation) in module.OrderBy(o => o.Path, StringComparer.Ordinal))
                Append(page, path, method.Method, operation);
        }
        page.Append("<h2>Shapes</h2>");
        foreach (var (name, schema) in document.Components?.Schemas?.OrderBy(s => s.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, IOpenApiSchema>>())
            page.Append($"<details id='{Text(name)}'><summary><code>{Text(name)}</code></summary>{Fields(schema)}</details>");
        return page.ToString();
    }

    private static void Append(StringBuilder page, string path, string method, OpenApiOperation operation)
    {
        page.Append($"<details><summary><b>{Text(method)}</b> <code>{Text(path)}</code> {Text(operation.OperationId)}</summary>{Text(operation.Summary)}<table>");
        foreach (var parameter in operation.Parameters ?? [])
            page.Append($"<tr><td><code>{Text(parameter.Name)}</code><td>{Text(parameter.In?.ToString().ToLowerInvariant())}<td>{Kind(parameter.Schema)}");
        foreach (var body in operation.RequestBody?.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>())
            page.Append($"<tr><td>body<td><td>{Kind(body.Schema)}");
        foreach (var (status, response) in operation.Responses ?? [])
            page.Append($"<tr><td>{Text(status)}<td>{Text(response.Description)}<td>{string.Join(", ", response.Content?.Values.Select(c => Kind(c.Schema)) ?? [])}");
        page.Append("</table></details>");
    }

    private static string Fields(IOpenApiSchema schema)
    {
        var rows = schema.Properties?.Select(p => $"<tr><td><code>{Text(p.Key)}</code><td>{Kind(p.Value)}<td>{Text(p.Value.Description)}") ?? [];
        var words = schema.Enum is { Count: > 0 } values ? $"<p>{string.Join(", ", values.Select(v => $"<code>{Text(v?.ToString())}</code>"))}" : "";
        return $"<p>{Text(schema.Description)}</p>{words}<table>{string.Concat(rows)}</table>";
    }

    private static string Kind(IOpenApiSchema? schema) => schema switch
    {
        OpenApiSchemaReference { Reference.Id: { } id } => $"<a href='#{Text(id)}'>{Text(id)}</a>",
        { Items: { } items } => $"list of {Kind(items)}",
        { Type: { } type } => Text(type.ToString().ToLowerInvariant()),
        _ => "",
    };

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
