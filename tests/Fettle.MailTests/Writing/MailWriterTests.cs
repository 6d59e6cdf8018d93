using System.Text;
using Fettle.Mail;
using Fettle.Mail.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace Fettle.MailTests.Writing;

public sealed class MailWriterTests
{
    private static readonly MailDraft Draft = new()
    {
        From = new("Desk", "desk@fettle.example"),
        To = [new("Anna Müller", "anna@example.com")],
        Subject = "Your printer",
        Date = new(2026, 11, 21, 22, 0, 0, TimeSpan.FromHours(1)),
        MessageId = "<1@fettle.example>",
        Text = "Hello",
    };

    [Fact]
    public void What_is_written_is_read_again()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (subject, text) =>
        {
            var read = Read(Draft with { Subject = subject.Get, Text = text.Get, To = [new(subject.Get, "anna@example.com")] });
            return read.Subject.OrEmpty() == Readable(subject.Get) && read.Text.OrEmpty() == text.Get.WellFormed().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\0", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal).TrimEnd();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Text_html_pictures_and_files_come_through_with_their_bytes()
    {
        var picture = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        var draft = Draft with
        {
            Html = "<p>Grüße <img src=\"cid:logo\"></p>",
            Files = [new("logo.png", "image/png", "logo", () => new MemoryStream(picture)), new("Übersicht der Geräte im dritten Stock, mit Inventarnummern und Räumen.pdf", "application/pdf", null, () => new MemoryStream([1, 2]))],
            References = [.. Enumerable.Range(0, 100).Select(i => $"<{i}@x>")],
            InReplyTo = "<99@x>",
            AutoSubmitted = "auto-replied",
        };
        using var output = new MemoryStream();
        await MailWriter.WriteAsync(draft, output, CancellationToken.None);
        var read = Message.Read(output.ToArray());

        Assert.All(Encoding.ASCII.GetString(output.ToArray()).Split("\r\n"), l => Assert.InRange(l.Length, 0, 998));
        Assert.Equal(("Hello", draft.Html, true), (read.Text, read.Html?.TrimEnd(), read.Automatic));
        Assert.Equal(draft.Files.Select(f => f.Name), read.Attachments.Select(a => a.Name));
        Assert.Equal([true, false], read.Attachments.Select(a => a.Inline));
        Assert.Equal(picture, Encoding.Latin1.GetBytes(read.Attachments[0].Content()));
        Assert.Equal(("<0@x>", "<99@x>", 20), (read.References[0], read.References[^1], read.References.Count));
        Assert.Equal(("<99@x>", "<1@fettle.example>", draft.Date), (read.InReplyTo, read.MessageId, read.Date));
    }

    [Theory]
    [InlineData("x\r\nBcc: evil@example.com")]
    [InlineData("x\nBcc: evil@example.com")]
    [InlineData("x\r\n\r\nbody")]
    [InlineData("x\u2028Bcc: evil@example.com")]
    [InlineData("x\0\u0085Bcc: evil@example.com")]
    public void Nothing_gets_out_of_its_field(string value)
    {
        var read = Read(Draft with { Subject = value, To = [new(value, "anna@example.com")], Fields = [new("X-Note", value)] });

        Assert.DoesNotContain(read.Header, f => f.Name == "Bcc");
        Assert.Equal(("Hello", "anna@example.com"), (read.Text, read.To.Single().Address));
    }

    [Theory]
    [InlineData("anna@example.com\r\nBcc: x@example.com")]
    [InlineData("anna@example.com>, <x@example.com")]
    [InlineData("anna")]
    [InlineData("a@b@example.com")]
    public void An_address_that_is_none_is_refused(string address) => Assert.Throws<ArgumentException>(() => Read(Draft with { To = [new(null, address)] }));

    [Fact]
    public void A_domain_outside_of_ascii_is_written_in_punycode() =>
        Assert.Equal("anna@xn--mchine-bua.example", Read(Draft with { To = [new(null, "anna@mächine.example")] }).To.Single().Address);

    private static string Readable(string text) => string.Concat(text.WellFormed().Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    private static MailMessage Read(MailDraft draft)
    {
        using var output = new MemoryStream();
        // It completes at once: memory is all it writes to.
        MailWriter.WriteAsync(draft, output, CancellationToken.None).GetAwaiter().GetResult();
        return Message.Read(output.ToArray());
    }
}

internal static class Texts
{
    public static string OrEmpty(this string? text) => text ?? "";

    /// <summary>Halves of surrogate pairs cannot be sent.</summary>
    public static string WellFormed(this string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
