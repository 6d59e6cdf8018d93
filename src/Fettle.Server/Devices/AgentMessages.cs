using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fettle.Server.Devices;

/// <summary>Reads and answers what agents send: in the protocol's own JSON, bounded before it is read.</summary>
internal static class AgentMessages
{
    public const int Small = 64 * 1024;
    public const int Large = 8 * 1024 * 1024;

    /// <exception cref="BadHttpRequestException">413 where it is longer than <paramref name="longest"/> bytes, 400 where it is not such a message.</exception>
    public static async Task<T> ReadAgentMessageAsync<T>(this HttpRequest request, JsonTypeInfo<T> type, int longest, CancellationToken cancel) where T : class
    {
        if (request.ContentLength > longest)
            throw TooLong(longest);

        using var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, longest));
        var piece = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(piece, cancel)) > 0;)
        {
            if (bytes.Length + read > longest)
                throw TooLong(longest);
            bytes.Write(piece, 0, read);
        }
        try
        {
            return JsonSerializer.Deserialize(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), type)
                ?? throw new BadHttpRequestException($"The message is null, not a {typeof(T).Name}.");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The message is not a {typeof(T).Name}: {e.Message}", StatusCodes.Status400BadRequest, e);
        }
    }

    public static IResult Answer<T>(T message, JsonTypeInfo<T> type) => Results.Json(message, type);

    private static BadHttpRequestException TooLong(int longest) =>
        new($"The message is longer than the {longest} bytes that it may have.", StatusCodes.Status413PayloadTooLarge);
}
