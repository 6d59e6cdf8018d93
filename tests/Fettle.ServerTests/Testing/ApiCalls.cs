using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Fettle.ServerTests.Testing;

/// <summary>Calls of the API as a test reads them: who, what, and what came back.</summary>
public static class ApiCalls
{
    public static Task<JsonElement> GetAsync(this TestPerson person, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        person.SendAsync(HttpMethod.Get, path, null, expected);

    public static Task<JsonElement> PostAsync(
        this TestPerson person, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK, string? idempotencyKey = null) =>
        person.SendAsync(HttpMethod.Post, path, body, expected, idempotencyKey);

    public static Task<JsonElement> PutAsync(this TestPerson person, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        person.SendAsync(HttpMethod.Put, path, body, expected);

    public static async Task<JsonElement> SendAsync(
        this TestPerson person, HttpMethod method, string path, object? body, HttpStatusCode expected, string? idempotencyKey = null)
    {
        ArgumentNullException.ThrowIfNull(person);
        using var request = new HttpRequestMessage(method, new Uri($"/api{path}", UriKind.Relative));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await person.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path}: expected {expected}, got {answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();

    public static long Number(this JsonElement element, string property = "number") => element.GetProperty(property).GetInt64();

    public static IReadOnlyList<JsonElement> Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];
}
