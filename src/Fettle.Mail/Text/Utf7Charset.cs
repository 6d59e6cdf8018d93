using System.Text;

namespace Fettle.Mail.Text;

/// <summary>UTF-7 (RFC 2152), which .NET no longer reads: UTF-16 in base64 between "+" and "-".</summary>
internal sealed class Utf7Charset : Charset
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public override bool IsAsciiSuperset => false;

    public override string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '+')
            {
                text.Append((char)bytes[i]);
                continue;
            }
            int bits = 0, count = 0, start = ++i;
            for (; i < bytes.Length && Alphabet.IndexOf((char)bytes[i]) is >= 0 and var value; i++)
            {
                bits = ((bits & 0xffff) << 6) | value;
                count += 6;
                if (count >= 16)
                {
                    count -= 16;
                    text.Append((char)((bits >> count) & 0xffff));
                }
            }
            if (i == start)
                text.Append('+');
            // The minus that ends a run belongs to it; any other character ends it, too, and stands for itself.
            if (i < bytes.Length && bytes[i] != '-')
                i--;
        }
        return text.ToString();
    }
}
