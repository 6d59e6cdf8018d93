using System.Buffers.Binary;
using Fettle.Mail.Text;

namespace Fettle.Mail.Tnef;

/// <summary>
/// The Transport Neutral Encapsulation Format ([MS-OXTNEF]): attributes of the message and of its attachments, one after the other.
/// What is cut off is read as far as it goes.
/// </summary>
internal sealed class TnefReader
{
    private const uint Signature = 0x223E9F78;
    private readonly List<WinmailFile> files = [];
    private MapiProperties message = MapiProperties.None;
    private string? plainBody;
    private int codePage = 1252;
    private PendingFile? file;

    public static Winmail? Read(ReadOnlySpan<byte> bytes, int depth = 0)
    {
        if (bytes.Length < 6 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Signature)
            return null;
        var reader = new TnefReader();
        reader.ReadAttributes(bytes[6..]);
        reader.FinishFile(depth);
        return reader.Finish();
    }

    /// <summary>Level (1 byte), id (2), type (2), length (4), data, checksum (2): [MS-OXTNEF] §2.1.3.</summary>
    private void ReadAttributes(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 9)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[5..]);
            rest = rest[9..];
            var data = rest[..(int)Math.Min(length, (uint)rest.Length)];
            Take(id, data);
            rest = rest[Math.Min(rest.Length, data.Length + 2)..];
        }
    }

    private void Take(int id, ReadOnlySpan<byte> data)
    {
        switch (id)
        {
            case 0x9007 when data.Length >= 4: // attOemCodepage
                codePage = BinaryPrimitives.ReadInt32LittleEndian(data);
                break;
            case 0x800C: // attBody
                plainBody = Decode(data);
                break;
            case 0x9003: // attMsgProps
                message = MapiProperties.Read(data, codePage);
                break;
            case 0x9002: // attAttachRenddata: a new attachment
                FinishFile(0);
                file = new PendingFile();
                break;
            case 0x8010: // attAttachTitle
                (file ??= new PendingFile()).Title = Decode(data);
                break;
            case 0x800F: // attAttachData
                (file ??= new PendingFile()).Content = data.ToArray();
                break;
            case 0x9005: // attAttachment
                (file ??= new PendingFile()).Properties = MapiProperties.Read(data, codePage);
                break;
        }
    }

    private string Decode(ReadOnlySpan<byte> data) =>
        Charsets.Decode(data, $"windows-{codePage}").TrimEnd('\0');

    private void FinishFile(int depth)
    {
        if (file is null)
            return;
        var properties = file.Properties;
        var name = properties.Text(0x3707) ?? properties.Text(0x3704) ?? file.Title ?? properties.Text(0x3001);
        var content = properties.Bytes(0x3701) ?? file.Content;
        // A message within the message: an object of the interface IMessage, itself in this format.
        if (properties.IsObject(0x3701) && content is { Length: > 22 } && depth < 5 && Read(content.AsSpan(16), depth + 1) is { } inner)
        {
            files.Add(new WinmailFile($"{properties.Text(0x3001) ?? "message"}.tnef", "application/ms-tnef", content[16..], null));
            files.AddRange(inner.Attachments);
        }
        else if (content is not null || name is not null)
        {
            files.Add(new WinmailFile(name, properties.Text(0x370E)?.ToLowerInvariant() ?? "application/octet-stream", content ?? [], properties.Text(0x3712)?.Trim('<', '>')));
        }
        file = null;
    }

    private Winmail Finish()
    {
        var html = HtmlBody();
        var text = message.Text(0x1000) ?? plainBody;
        if (message.Bytes(0x1009) is { } compressed && CompressedRtf.Decompress(compressed) is { } rtf)
        {
            var read = RtfText.Read(rtf);
            html ??= read.IsHtml ? read.Text : null;
            text ??= read.IsHtml ? null : read.Text;
        }
        return new Winmail(text is null ? null : PlainText.Normalise(text), html, files);
    }

    /// <summary>PidTagHtml is bytes in the code page of PidTagInternetCodepage.</summary>
    private string? HtmlBody()
    {
        if (message.Bytes(0x1013) is not { Length: > 0 } bytes)
            return message.Text(0x1013);
        return Charsets.Decode(bytes, message.Number(0x3FDE) is { } page ? (page == 65001 ? "utf-8" : $"windows-{page}") : null).TrimEnd('\0');
    }

    private sealed class PendingFile
    {
        public string? Title { get; set; }

        public byte[]? Content { get; set; }

        public MapiProperties Properties { get; set; } = MapiProperties.None;
    }
}
