using Fettle.Mail.Headers;

namespace Fettle.Mail.Mime;

/// <summary>The fields of one header, in their order (RFC 5322 §2.2).</summary>
internal sealed class HeaderBlock(List<HeaderField> fields)
{
    public IReadOnlyList<HeaderField> Fields => fields;

    /// <summary>The charset for bytes outside ASCII that are not UTF-8: the one that the body is declared in.</summary>
    public string? Charset { get; set; }

    /// <summary>The first field of that name with something in it, in Unicode, with encoded words left as they are.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in fields)
            {
                if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(field.Raw))
                    return Unicode(field);
            }
            return null;
        }
    }

    public bool Has(string name) => fields.Exists(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> All(string name) => fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(Unicode);

    /// <summary>A field's value in Unicode: UTF-8 (RFC 6532) where it is that, else the charset that fits.</summary>
    public string Unicode(HeaderField field) => HeaderText.ToUnicode(field.Raw, Charset);
}
