namespace Fettle.Mail.Mime;

/// <summary>A field as it stands in the message, unfolded; each character of the value is one byte (Latin-1).</summary>
internal readonly record struct HeaderField(string Name, string Raw);
