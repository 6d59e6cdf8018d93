using System.Text;

namespace Fettle.MailTests.Reading;

public sealed class BodyTests
{
    [Theory]
    [InlineData("us-ascii", "caf\u00c3\u00a9", "café")] // UTF-8 in disguise.
    [InlineData("iso-8859-1", "\u0093quoted\u0094 \u0080", "“quoted” €")] // Windows-1252 in disguise.
    [InlineData("utf-8", "caf\u00e9", "café")] // Latin-1 in disguise.
    [InlineData("x-unknown", "caf\u00e9", "café")]
    [InlineData("utf-7", "caf+AOk- +2D3eAA-", "café 😀")]
    [InlineData("KOI8-R", "\u00f0\u00d2\u00c9\u00d7\u00c5\u00d4", "Привет")]
    [InlineData("gb2312", "\u00c4\u00e3\u00ba\u00c3", "你好")]
    [InlineData("big5", "\u00a7A\u00a6n", "你好")]
    [InlineData("euc-kr", "\u00c7\u00d1\u00b1\u00db", "한글")]
    [InlineData("shift_jis", "\u0093\u00fa\u0096{", "日本")]
    [InlineData("iso-2022-jp", "\u001b$BF|K\\\u001b(B", "日本")]
    [InlineData("us-ascii", "\u001b$BF|K\\\u001b(B", "日本")]
    public void A_text_is_read_in_the_charset_that_it_really_has(string declared, string bytes, string text) =>
        Assert.Equal(text, Message.Read($"Content-Type: text/plain; charset={declared}\n\n{bytes}").Text);

    [Fact]
    public void Flowed_lines_are_joined_and_quotes_and_signature_are_not()
    {
        var message = Message.Read("Content-Type: text/plain; format=flowed; delsp=no\n\nThis is one \nparagraph.\n> A quote \n> goes on.\n From here\n-- \nAnna");

        Assert.Equal("This is one paragraph.\n> A quote goes on.\nFrom here\n-- \nAnna", message.Text);
        Assert.Equal("日本語", Message.ReadUtf8("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n日本 \n語").Text);
    }

    [Fact]
    public void Files_within_text_are_taken_out_of_it()
    {
        var message = Message.Read("Subject: x\n\nHere:\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye");

        Assert.Equal("Here:\nBye", message.Text);
        Assert.Equal(("cat.txt", "Cat"), (message.Attachments.Single().Name, message.Attachments.Single().Content()));
    }

    [Fact]
    public void A_sentence_that_begins_with_begin_stays_text() => Assert.Equal("begin 644 things\nand\nend", Message.Read("\nbegin 644 things\nand\nend").Text);

    [Theory]
    [InlineData("filename*=utf-8''na%C3%AFve%20file.txt", "naïve file.txt")]
    [InlineData("filename*0*=utf-8''na%C3; filename*1*=%AFve; filename*2=.txt", "naïve.txt")]
    [InlineData("filename=\"=?utf-8?Q?na=C3=AFve.txt?=\"", "naïve.txt")]
    [InlineData("filename=my file.txt", "my file.txt")]
    [InlineData("filename=\"a \"quoted\" name.txt\"", "a \"quoted\" name.txt")]
    [InlineData("filename=\"C:\\temp\\x.txt\"", "x.txt")]
    [InlineData("filename=\"../../etc/passwd\"", "passwd")]
    public void The_name_of_a_file_is_found_in_all_its_spellings(string parameter, string name)
    {
        var message = Message.Read($"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; {parameter}\n\nx\n--b--");

        Assert.Equal((name, "x"), (message.Attachments.Single().Name, message.Attachments.Single().Content()));
    }

    [Fact]
    public void Alternatives_are_text_and_html_and_what_the_html_shows_is_inline()
    {
        var message = Message.Read(
            """
            Content-Type: multipart/related; boundary="outer (1)"

            --outer (1)
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain

            Hello
            --inner
            Content-Type: text/html

            <p>Hello <img src="cid:logo@x"></p>
            --inner--
            --outer (1)
            Content-Type: image/png; name=logo.png
            Content-ID: <logo@x>
            Content-Transfer-Encoding: base64

            aGVs
            bG8
            --outer (1)--
            """);

        Assert.Equal(("Hello", "<p>Hello <img src=\"cid:logo@x\"></p>"), (message.Text, message.Html));
        var logo = Assert.Single(message.Attachments);
        Assert.Equal(("logo.png", "image/png", 5L, true, "hello"), (logo.Name, logo.Type, logo.Size, logo.Inline, logo.Content()));
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", logo.Sha256);
    }

    [Theory]
    [InlineData("boundary=b\n\n--b\n\nText")] // No end.
    [InlineData("charset=x\n\n--b\nContent-Type: text/plain\n\nText\n--b--")] // No boundary.
    [InlineData("boundary=c\n\nText")] // One that never comes.
    [InlineData("boundary=\"b\n\n--b\n\nText\n--b--")] // Half a quote.
    public void A_broken_multipart_still_yields_its_text(string rest) => Assert.Equal("Text", Message.Read($"Content-Type: multipart/mixed; {rest}").Text);

    [Fact]
    public void Bare_line_feeds_bare_carriage_returns_and_doubled_ones_are_line_ends()
    {
        const string text = "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\nTwo\n--b--\n";
        foreach (var ending in (string[])["\n", "\r", "\r\n", "\r\r\n"])
        {
            var message = Message.Read(Encoding.ASCII.GetBytes(text.Replace("\n", ending, StringComparison.Ordinal)));
            Assert.Equal(("x", "One\nTwo"), (message.Subject, message.Text));
        }
    }

    [Fact]
    public void What_follows_a_title_that_is_never_closed_is_text_after_all() => Assert.Contains("Hello", Message.Read("Content-Type: text/html\n\n<title>News<p>Hello").Text);

    [Theory]
    [InlineData("quoted-printable", "a=3Db =\nc=\n=XY =", "a=b c=XY ")]
    [InlineData("base64", "SGVsbG8=\nIHdvcmxk", "Hello world")]
    [InlineData("base64", "SGVsbG8h\n____\nsome footer of a list", "Hello!")]
    [InlineData("unknown", "as it is", "as it is")]
    public void Transfer_encodings_are_read_leniently(string encoding, string body, string text) =>
        Assert.StartsWith(text.TrimEnd(), Message.Read($"Content-Transfer-Encoding: {encoding}\n\n{body}").Text);
}
