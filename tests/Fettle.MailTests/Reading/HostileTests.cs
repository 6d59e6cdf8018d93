using System.Diagnostics;
using System.Text;
using Fettle.Mail;

namespace Fettle.MailTests.Reading;

/// <summary>Messages that are made to hurt: memory is bounded and nothing is lost.</summary>
public sealed class HostileTests
{
    [Fact]
    public void Ten_thousand_parts_are_told_apart_and_the_rest_is_one_attachment()
    {
        var text = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n");
        for (var i = 0; i < 12_000; i++)
            text.Append("--b\nContent-Type: image/png; name=").Append(i).Append(".png\n\nx\n");
        var message = Message.Read(text.ToString());

        Assert.Equal("Hello", message.Text);
        Assert.InRange(message.Attachments.Count, 9_990, 10_001);
        Assert.Contains("name=11999.png", message.Attachments[^1].Content());
    }

    [Fact]
    public void A_thousand_levels_are_opened_as_far_as_the_limit_and_the_rest_is_kept()
    {
        var text = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (var i = 0; i < 1_000; i++)
            text.Append($"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n");
        text.Append("--b1000\n\nDeep down");
        var message = Message.Read(text.ToString());

        Assert.Contains("Deep down", Assert.Single(message.Attachments).Content());
    }

    [Fact]
    public void Endless_headers_are_read_up_to_the_limit_and_the_text_is_found_behind_them()
    {
        var text = new StringBuilder("Subject: x\n");
        for (var i = 0; i < 200_000; i++)
            text.Append("X-Field-").Append(i).Append(": ").Append('y', 40).Append('\n');
        text.Append("X-Long: ").Append('z', 2_000_000).Append("\n\nHello");
        var message = Message.Read(text.ToString());

        Assert.Equal(("x", "Hello"), (message.Subject, message.Text));
        Assert.True(message.Header.Sum(f => (long)f.Value.Length) <= MailLimits.Default.HeaderBytes);
    }

    [Fact]
    public async Task A_hundred_megabytes_are_read_in_bounded_memory_and_the_attachment_is_whole()
    {
        const int lines = 1_400_000;
        var line = Encoding.ASCII.GetBytes(new string('A', 76) + "\r\n");
        await using var stream = new RepeatedStream(Encoding.ASCII.GetBytes("Subject: x\r\nContent-Type: application/zip; name=bomb.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"), line, lines);
        using var raw = await RawMail.ReceiveAsync(stream);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var message = MailReader.Read(raw);

        Assert.True(raw.Length > 100_000_000);
        Assert.Equal(57L * lines, message.Attachments.Single().Size);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 300L << 20);
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64, 0, 1L << 30);
    }

    [Fact]
    public void A_text_without_end_is_cut_and_all_of_it_is_an_attachment()
    {
        var message = Message.Read("Content-Type: text/plain\n\n" + new string('x', 6 << 20));

        Assert.Equal(MailLimits.Default.TextBytes, message.Text!.Length);
        Assert.Equal(6 << 20, message.Attachments.Single().Size);
    }

    [Fact]
    public void Zeros_are_no_part_of_a_text() => Assert.Equal(("a b", "cd"), (Message.Read("Subject: a\0b\n\nc\0d").Subject, Message.Read("Subject: x\n\nc\0d").Text));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<blockquote>")]
    [InlineData("<b><i>")]
    public void Html_nested_beyond_all_sense_still_yields_its_text(string tag)
    {
        var message = Message.Read($"Content-Type: text/html\n\n{string.Concat(Enumerable.Repeat(tag, 20_000))}Hello");

        Assert.Contains("Hello", message.Text);
    }

    [Theory]
    [InlineData("To: ", "a@b:")]
    [InlineData("To: ", "(")]
    [InlineData("To: ", "a,")]
    [InlineData("To: ", "< ")]
    [InlineData("To: ", "\"")]
    [InlineData("To: ", "a()")]
    [InlineData("Subject: ", "=?a?Q?x")]
    [InlineData("References: ", "<")]
    [InlineData("Date: ", "()")]
    [InlineData("Content-Type: text/plain; name=", "\"x")]
    [InlineData("Content-Type: text/plain; ", "a*1=")]
    [InlineData("\n", "Sent from my iPhone and \n")]
    [InlineData("\n", "On 1 2026 10:00 wrote 10:00 <a@b> x\n")]
    [InlineData("\n", "> On Mon, 1 Feb 2026 10:00 a wrote:\n")]
    [InlineData("\n", "=ybegin line=1 name=x\n")]
    [InlineData("From: MAILER-DAEMON@x\nSubject: failure\n\n", "a.")]
    [InlineData("From: MAILER-DAEMON@x\nSubject: failure\n\n", "\n")]
    [InlineData("Content-Type: text/html\n\n<table><tr>", "<td>x")]
    [InlineData("Content-Type: text/html\n\n<ol>", "<li>x")]
    [InlineData("Content-Type: text/html\n\n", "<blockquote type=cite>x</blockquote>")]
    [InlineData("Content-Type: text/html\n\n", "<p><b>x")]
    public async Task What_is_made_to_be_slow_is_not(string start, string repeated)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, 250_000 / repeated.Length)) + "\n\nend";

        Assert.NotNull(await Task.Run(() => Message.Read(text)).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private sealed class RepeatedStream(byte[] head, byte[] line, int times) : MemoryStream
    {
        private int given = -1;
        private int at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var source = given < 0 ? head : line;
            if (given == times)
                return ValueTask.FromResult(0);
            var length = Math.Min(buffer.Length, source.Length - at);
            source.AsSpan(at, length).CopyTo(buffer.Span);
            at += length;
            if (at == source.Length)
                (given, at) = (given + 1, 0);
            return ValueTask.FromResult(length);
        }
    }
}
