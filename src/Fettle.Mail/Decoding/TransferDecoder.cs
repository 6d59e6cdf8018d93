using System.Buffers;

namespace Fettle.Mail.Decoding;

/// <summary>A Content-Transfer-Encoding (RFC 2045 §6), read piece by piece. What is malformed is passed over or kept as it is: there is no error.</summary>
internal abstract class TransferDecoder
{
    public abstract void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output);

    /// <summary>Writes what is left when the input has ended.</summary>
    public virtual void Finish(IBufferWriter<byte> output)
    {
    }

    /// <param name="encoding">In lower case, as declared.</param>
    /// <returns>Null for 7bit, 8bit, binary and whatever is unknown: the bytes are themselves.</returns>
    public static TransferDecoder? For(string encoding) => encoding switch
    {
        "base64" or "base-64" or "base_64" or "b" => new Base64Decoder(),
        "quoted-printable" or "quoted_printable" or "quotedprintable" or "qp" or "q" => new QuotedPrintableDecoder(header: false),
        "x-uuencode" or "x-uue" or "uuencode" or "uue" => new UuDecoder(),
        "x-yencode" => new YEncDecoder(),
        _ => null,
    };

    public static byte[] DecodeAll(TransferDecoder decoder, ReadOnlySpan<byte> input)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, input.Length));
        decoder.Decode(input, output);
        decoder.Finish(output);
        return output.WrittenSpan.ToArray();
    }
}
