using Fettle.Mail.Network;

namespace Fettle.Mail.Smtp;

/// <summary>
/// A message as DATA has it (RFC 5321 §4.5.2): a dot before each line that begins with one, a lone dot as the end. Every line break is made CRLF, so that
/// nothing within the message can be taken for its end (SMTP smuggling).
/// </summary>
internal static class SmtpData
{
    public static async Task WriteAsync(Stream message, LineConnection connection, CancellationToken cancel)
    {
        var input = new byte[1 << 15];
        var output = new byte[input.Length * 2 + 8];
        byte previous = (byte)'\n';
        int read;
        while ((read = await message.ReadAsync(input, cancel)) > 0)
        {
            var length = Stuff(input.AsSpan(0, read), output, ref previous);
            await connection.WriteAsync(output.AsMemory(0, length), cancel);
        }
        await connection.WriteAsync(previous switch
        {
            (byte)'\n' => ".\r\n"u8.ToArray(),
            (byte)'\r' => "\n.\r\n"u8.ToArray(),
            _ => "\r\n.\r\n"u8.ToArray(),
        }, cancel);
    }

    private static int Stuff(ReadOnlySpan<byte> input, Span<byte> output, ref byte previous)
    {
        var length = 0;
        foreach (var b in input)
        {
            if (previous == '\r' && b != '\n')
            {
                output[length++] = (byte)'\n';
                previous = (byte)'\n';
            }
            if (b == '\n' && previous != '\r')
                output[length++] = (byte)'\r';
            if (b == '.' && previous == '\n')
                output[length++] = (byte)'.';
            output[length++] = b;
            previous = b;
        }
        return length;
    }
}
