using System.Security.Cryptography;
using System.Text;

namespace Fettle.Mail.Writing;

/// <summary>A part to be written: its header, a blank line, its body.</summary>
internal abstract class BodyPart
{
    public abstract Task WriteAsync(Stream output, CancellationToken cancel);

    protected static ValueTask Write(Stream output, string text, CancellationToken cancel) => output.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
}

/// <summary>Text in UTF-8, quoted-printable (RFC 2045 §6.7).</summary>
internal sealed class TextPart(string type, string text) : BodyPart
{
    public override async Task WriteAsync(Stream output, CancellationToken cancel)
    {
        await Write(output, $"Content-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", cancel);
        await Write(output, QuotedPrintableWriter.Encode(text), cancel);
    }
}

/// <summary>Parts with a delimiter between them (RFC 2046 §5.1). A delimiter of 128 random bits occurs in no part.</summary>
internal sealed class Multipart(string kind, IReadOnlyList<BodyPart> parts) : BodyPart
{
    public override async Task WriteAsync(Stream output, CancellationToken cancel)
    {
        // "=_" is in no line of quoted-printable or base64 (RFC 2045 §6.7).
        var boundary = $"=_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        await Write(output, $"Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"\r\n\r\n", cancel);
        foreach (var part in parts)
        {
            await Write(output, $"--{boundary}\r\n", cancel);
            await part.WriteAsync(output, cancel);
            await Write(output, "\r\n", cancel);
        }
        await Write(output, $"--{boundary}--\r\n", cancel);
    }
}

/// <summary>A file in base64 (RFC 2045 §6.8), written as it is read.</summary>
internal sealed class FilePart(DraftFile file, bool inline) : BodyPart
{
    public override async Task WriteAsync(Stream output, CancellationToken cancel)
    {
        var type = IsMediaType(file.Type) ? file.Type : "application/octet-stream";
        await Write(output, $"Content-Type: {type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: {(inline ? "inline" : "attachment")}{ParameterWriter.FileName(file.Name)}\r\n", cancel);
        if (file.ContentId is { } id)
            await Write(output, $"Content-ID: <{string.Concat(id.Where(c => c is > ' ' and < '\u007f' and not ('<' or '>')))}>\r\n", cancel);
        await Write(output, "\r\n", cancel);

        await using var content = file.Open();
        var buffer = new byte[57 * 1000];
        int read;
        while ((read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel)) > 0)
        {
            for (var line = 0; line < read; line += 57)
                await Write(output, Convert.ToBase64String(buffer, line, Math.Min(57, read - line)) + "\r\n", cancel);
        }
    }

    private static bool IsMediaType(string type) => type.Count(c => c == '/') == 1 && type.Length < 100 && type[0] != '/' && type[^1] != '/' && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '+' or '.' or '_');
}
