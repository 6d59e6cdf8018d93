using System.Text;

namespace Fettle.Mail.Writing;

/// <summary>A file's name as a parameter (RFC 2183 §2.3): quoted where it is ASCII, else percent-encoded UTF-8 in continuations (RFC 2231 §3, §4).</summary>
internal static class ParameterWriter
{
    public static string FileName(string name)
    {
        name = string.Concat(name.Where(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029')));
        if (Ascii.IsValid(name) && name.Length <= 60)
            return $";\r\n filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

        var result = new StringBuilder();
        var segment = new StringBuilder("utf-8''");
        var number = 0;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            segment.Append(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' ? ((char)b).ToString() : $"%{b:X2}");
            if (segment.Length > 55)
                Flush();
        }
        if (segment.Length > 0 || number == 0)
            Flush();
        return number == 1 ? result.Replace("filename*0*", "filename*").ToString() : result.ToString();

        void Flush()
        {
            result.Append($";\r\n filename*{number++}*={segment}");
            segment.Clear();
        }
    }
}
