using Fettle.Mail.Html;
using Fettle.Mail.Text;
using Fettle.Mail.Tnef;

namespace Fettle.Mail.Mime;

/// <summary>
/// Tells what of a message's parts is its text and what comes with it (RFC 2046 §5.1): of alternatives both text and HTML, of a mixture each part that
/// is shown, everything else as attachments. A text with a file's name is a file, unless it comes first.
/// </summary>
internal sealed class BodyReader
{
    private readonly RawMail raw;
    private readonly MailLimits limits;
    private readonly CancellationToken cancel;
    private readonly List<BodyPiece> pieces = [];
    private readonly List<PendingAttachment> attachments = [];
    private int textBytesLeft;

    private BodyReader(RawMail raw, MailLimits limits, CancellationToken cancel) =>
        (this.raw, this.limits, this.cancel, textBytesLeft) = (raw, limits, cancel, limits.TextBytes * 2);

    public static MessageBody Read(RawMail raw, MimePart root, MailLimits limits, CancellationToken cancel)
    {
        var reader = new BodyReader(raw, limits, cancel);
        reader.Walk(root, depth: 0, inRelated: false);
        return reader.Finish();
    }

    private void Walk(MimePart part, int depth, bool inRelated)
    {
        cancel.ThrowIfCancellationRequested();
        if (part.Children.Count == 0)
            Leaf(part, depth, inRelated);
        else if (part.Type.Name == "multipart/alternative")
            Alternative(part, depth, inRelated);
        else
            Children(part, depth, inRelated || part.Type.Name == "multipart/related");
    }

    private void Children(MimePart part, int depth, bool inRelated)
    {
        foreach (var child in part.Children)
            Walk(child, depth + 1, inRelated);
    }

    /// <summary>One piece with the text of one alternative and the HTML of another (RFC 2046 §5.1.4).</summary>
    private void Alternative(MimePart part, int depth, bool inRelated)
    {
        var before = pieces.Count;
        string? text = null, html = null;
        foreach (var child in part.Children)
        {
            // Alternatives that only some readers know, as AMP: they say the same again.
            if (child.Type.Name is "text/x-amp-html" or "text/watch-html")
                continue;
            if (IsShown(child) && !child.Disposition.IsAttachment)
                Show(child, depth + 1);
            else
                Walk(child, depth + 1, inRelated);

            // What one alternative says may be in several pieces, as when Apple's HTML has pictures between.
            var said = pieces.GetRange(before, pieces.Count - before);
            pieces.RemoveRange(before, said.Count);
            if (string.IsNullOrWhiteSpace(text) && said.Exists(p => p.Text is not null))
                text = string.Join('\n', said.Select(p => p.Text ?? HtmlText.Of(p.Html!)));
            if (string.IsNullOrWhiteSpace(html) && said.Exists(p => p.Html is not null))
                html = string.Join('\n', said.Select(p => p.Html ?? p.TextAsHtml));
        }
        pieces.Add(new BodyPiece(text, html));
    }

    private void Leaf(MimePart part, int depth, bool inRelated)
    {
        var name = AttachmentName.Of(part);
        if (part.Type.IsMultipart && depth < limits.Depth)
            Show(part, depth);
        else if (Winmail.Is(part.Type.Name, name) && Winmail.Read(raw, part, limits) is { } winmail)
            Unpack(winmail);
        else if (IsShown(part) && !part.Disposition.IsAttachment && (name is null || pieces.Count == 0 || (inRelated && part.Type.Name == "text/html")) && !part.Remainder)
            Show(part, depth);
        else
            attachments.Add(new PendingAttachment(part, name, inRelated));
        if (depth == 0 && part.Type.Name == "message/rfc822")
            ShowForwarded(part);
    }

    private static bool IsShown(MimePart part) => part.Type.Name is "text/plain" or "text/html" or "text/enriched" or "text/richtext" or "text/markdown" or "text/x-markdown" or "text/unknown";

    private void Show(MimePart part, int depth)
    {
        var bytes = PartContent.Read(raw, part, Math.Min(limits.TextBytes, textBytesLeft), out var whole);
        textBytesLeft -= bytes.Length;
        // The limit has cut it: all of it is at least a file.
        if (!whole)
            attachments.Add(new PendingAttachment(part, AttachmentName.Of(part), false));

        var files = new List<EmbeddedFile>();
        var text = PartContent.Text(part, bytes, files);
        pieces.Add(part.Type.Name == "text/html" ? new BodyPiece(null, text) : new BodyPiece(text, null));
        attachments.AddRange(files.Select(f => new PendingAttachment(f.Name, "application/octet-stream", f.Content)));
    }

    /// <summary>A message that is nothing but another message says what that one says.</summary>
    private void ShowForwarded(MimePart part)
    {
        using var inner = RawMail.FromBytes(PartContent.Read(raw, part, limits.TextBytes, out _));
        var root = PartReader.Read(inner, limits with { Depth = 5, Parts = 100 }, cancel);
        if (root.Type.Name != "message/rfc822")
        {
            var body = Read(inner, root, limits, cancel);
            pieces.Add(new BodyPiece(body.Text, body.Html));
        }
    }

    private void Unpack(Winmail winmail)
    {
        attachments.AddRange(winmail.Attachments.Select(a => new PendingAttachment(a.Name, a.Type, a.Content) { ContentId = a.ContentId }));
        if (pieces.TrueForAll(p => p.IsBlank) && (winmail.Text is not null || winmail.Html is not null))
            pieces.Add(new BodyPiece(winmail.Text, winmail.Html));
    }

    private MessageBody Finish()
    {
        var shown = BodyPiece.WithoutRepetition(pieces);
        var html = shown.Exists(p => p.Html is not null) ? string.Join('\n', shown.Select(p => p.Html ?? p.TextAsHtml)) : null;
        var texts = shown.Select(p => p.Text ?? HtmlText.Of(p.Html!)).Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t.TrimEnd()).ToList();
        var text = PlainText.NullIfBlank(string.Join("\n\n", texts));
        return new MessageBody(text, html, !shown.Exists(p => p.Text is not null), [.. attachments.Select(a => a.Finish(raw, html))]);
    }
}
