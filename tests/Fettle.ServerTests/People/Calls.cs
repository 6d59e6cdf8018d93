using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Fettle.ServerTests.People;

/// <summary>What an API call answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)
{
    public JsonElement this[string field] => Body.GetProperty(field);

    public string? Detail => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
}

internal static class Calls
{
    public static Task<Answer> ReadAsync(this HttpClient client, string path) => client.CallAsync(HttpMethod.Get, path, null);

    public static Task<Answer> SendAsync(this HttpClient client, string path, object? body = null) => client.CallAsync(HttpMethod.Post, path, body);

    public static Task<Answer> ReplaceAsync(this HttpClient client, string path, object body) => client.CallAsync(HttpMethod.Put, path, body);

    public static Task<Answer> RemoveAsync(this HttpClient client, string path) => client.CallAsync(HttpMethod.Delete, path, null);

    private static async Task<Answer> CallAsync(this HttpClient client, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri("/api" + path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), response);
    }
}
