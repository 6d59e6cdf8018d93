using System.Formats.Asn1;

namespace Fettle.Agent.Platform;

/// <summary>What a diagnosis wants of a certificate (RFC 5280 §4.1), read without OpenSSL, which a bare system may not have.</summary>
internal sealed record X509(string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, IReadOnlyList<string> Names, bool IsAuthority, bool IsSelfIssued)
{
    private const string Begin = "-----BEGIN CERTIFICATE-----", End = "-----END CERTIFICATE-----";

    /// <returns>The first certificate in the file's text; null when it has none that can be read.</returns>
    public static X509? TryReadPem(string text) => TryReadPem(text, 0);

    /// <returns>The certificates in the file's text that can be read: the server's own first, then those of its authorities.</returns>
    public static IEnumerable<X509> ReadChain(string text)
    {
        for (var at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            if (TryReadPem(text, at) is { } certificate)
                yield return certificate;
        }
    }

    private static X509? TryReadPem(string text, int start)
    {
        var from = text.IndexOf(Begin, start, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(End, from, StringComparison.Ordinal);
        if (to < 0)
            return null;
        try
        {
            return Read(Convert.FromBase64String(text[(from + Begin.Length)..to]));
        }
        // A damaged file is no certificate.
        catch (Exception e) when (e is FormatException or AsnContentException)
        {
            return null;
        }
    }

    private static X509 Read(byte[] der)
    {
        var body = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
            body.ReadEncodedValue();
        body.ReadInteger();
        body.ReadEncodedValue();
        var issuer = body.ReadEncodedValue();
        var validity = body.ReadSequence();
        var (notBefore, notAfter) = (Time(validity), Time(validity));
        var subject = body.ReadEncodedValue();
        body.ReadEncodedValue();
        var names = new List<string>();
        var authority = false;
        while (body.HasData)
        {
            if (!body.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 3)))
            {
                body.ReadEncodedValue();
                continue;
            }
            var extensions = body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3)).ReadSequence();
            while (extensions.HasData)
                Extension(extensions.ReadSequence(), names, ref authority);
        }
        return new X509(Name(subject), Name(issuer), notBefore, notAfter, names, authority, subject.Span.SequenceEqual(issuer.Span));
    }

    private static void Extension(AsnReader extension, List<string> names, ref bool authority)
    {
        var id = extension.ReadObjectIdentifier();
        if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
            extension.ReadBoolean();
        var value = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
        switch (id)
        {
            case "2.5.29.19":
                authority = value.HasData && value.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && value.ReadBoolean();
                break;
            case "2.5.29.17":
                while (value.HasData)
                {
                    var tag = value.PeekTag();
                    if (tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 2)))
                        names.Add("DNS:" + value.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                    else if (tag.HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 7)))
                        names.Add("IP:" + new System.Net.IPAddress(value.ReadOctetString(tag)));
                    else
                        value.ReadEncodedValue();
                }
                break;
        }
    }

    private static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    /// <summary>As openssl's -subj takes it: /C=GB/CN=example.</summary>
    private static string Name(ReadOnlyMemory<byte> encoded)
    {
        var parts = new List<string>();
        var name = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        while (name.HasData)
        {
            var pair = name.ReadSetOf().ReadSequence();
            var key = pair.ReadObjectIdentifier() switch { "2.5.4.3" => "CN", "2.5.4.6" => "C", "2.5.4.7" => "L", "2.5.4.8" => "ST", "2.5.4.10" => "O", "2.5.4.11" => "OU", _ => null };
            var value = (UniversalTagNumber)pair.PeekTag().TagValue is var kind && kind is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.T61String
                ? pair.ReadCharacterString(kind)
                : null;
            if (key is not null && value is not null)
                parts.Add($"/{key}={value.Replace("/", "\\/")}");
        }
        return string.Concat(parts);
    }
}
