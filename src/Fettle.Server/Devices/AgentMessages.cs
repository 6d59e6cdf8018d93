using System.Buffers;
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

        // Borrowed: an inventory is long enough for the heap of large objects, and a thousand devices that come back at once would leave a thousand there.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min((request.ContentLength ?? 4095) + 1, longest + 1));
        try
        {
            var length = 0;
            for (int read; (read = await request.Body.ReadAsync(buffer.AsMemory(length), cancel)) > 0;)
            {
                if ((length += read) > longest)
                    throw TooLong(longest);
                if (length == buffer.Length)
                    buffer = Larger(buffer);
            }
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), type)
                ?? throw new BadHttpRequestException($"The message is null, not a {typeof(T).Name}.");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The message is not a {typeof(T).Name}: {e.Message}", StatusCodes.Status400BadRequest, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Larger(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    public static IResult Answer<T>(T message, JsonTypeInfo<T> type) => Results.Json(message, type);

    private static BadHttpRequestException TooLong(int longest) =>
        new($"The message is longer than the {longest} bytes that it may have.", StatusCodes.Status413PayloadTooLarge);
}
