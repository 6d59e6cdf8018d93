namespace Fettle.Mail;

/// <summary>
/// How much of one message is understood. Nothing is lost beyond a limit: what is too deep or too much stays a raw attachment,
/// and the raw message is always whole.
/// </summary>
public sealed record MailLimits
{
    public static MailLimits Default { get; } = new();

    /// <summary>Multiparts within multiparts; a deeper one is kept as one attachment, unopened.</summary>
    public int Depth { get; init; } = 50;

    /// <summary>Parts of one message; what follows becomes one attachment.</summary>
    public int Parts { get; init; } = 10_000;

    /// <summary>Bytes of header fields of one message, its parts included; later fields are skipped.</summary>
    public int HeaderBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of one header field; the rest of it is skipped.</summary>
    public int FieldBytes { get; init; } = 256 << 10;

    /// <summary>Bytes of text, and as many of HTML; a part with more is cut, and is an attachment as well.</summary>
    public int TextBytes { get; init; } = 4 << 20;

    /// <summary>Bytes of a winmail.dat that is unpacked (TNEF); a larger one stays as it is.</summary>
    public int TnefBytes { get; init; } = 32 << 20;
}
