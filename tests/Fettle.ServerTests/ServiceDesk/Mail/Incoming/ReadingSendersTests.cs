using Fettle.Mail;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Mail.Mailboxes;

namespace Fettle.ServerTests.ServiceDesk.Mail.Incoming;

public sealed class ReadingSendersTests
{
    [Theory]
    [InlineData("mx.example.org; dkim=pass (2048-bit key) header.d=example.com header.i=@example.com header.b=abc", SenderProof.Proven)]
    [InlineData("mx.example.org 1; spf=pass smtp.mailfrom=anna@example.com", SenderProof.Proven)]
    [InlineData("MX.Example.Org; dmarc=pass (p=reject dis=none) header.from=example.com", SenderProof.Proven)]
    [InlineData("mx.example.org; dkim=pass header.i=@mail.example.com", SenderProof.Proven)]
    [InlineData("mx.example.org; dmarc=fail header.from=example.com; dkim=pass header.d=evil.example", SenderProof.Forged)]
    [InlineData("mx.example.org; spf=fail smtp.mailfrom=example.com", SenderProof.Forged)]
    [InlineData("mx.example.org; spf=fail smtp.mailfrom=list.example; dkim=pass header.d=example.com", SenderProof.Proven)]
    [InlineData("mx.example.org; dkim=pass header.d=notexample.com", SenderProof.None)]
    [InlineData("mx.example.org; dkim=pass header.d=com", SenderProof.None)]
    [InlineData("mx.example.org; dkim=temperror header.d=example.com; x=\"; dmarc=pass\"", SenderProof.None)]
    [InlineData("mx.example.org; spf=none (domain of \"a;dmarc=pass\"@evil.example (x) ; dkim=pass header.d=example.com)", SenderProof.None)]
    [InlineData("mx.example.org; spf=none smtp.mailfrom=\"a\\\"; dmarc=pass; \"@evil.example", SenderProof.None)]
    [InlineData("mx.example.org; dmarc=pass (without end", SenderProof.None)]
    [InlineData("mx.evil.org; dmarc=pass", SenderProof.None)]
    [InlineData("(mx.example.org) mx.evil.org; dmarc=pass", SenderProof.None)]
    [InlineData("mx.example.org; none", SenderProof.None)]
    [InlineData("", SenderProof.None)]
    public void What_our_server_found_out_is_read_and_what_others_say_is_not(string results, object expected) =>
        Assert.Equal((SenderProof)expected, AuthenticationResults.Read([new MailField("authentication-results", results)], "mx.example.org", "example.com"));

    [Theory]
    [InlineData("a *b* _c_ `d` [e](f) <g> ~~h~~ &amp; \\i | j")]
    [InlineData("# no heading\ntext\n---\nmore\n===\n+ plus")]
    [InlineData("    set in\n\ttab")]
    [InlineData("a | b\n--- | ---\n1 | 2")]
    [InlineData("<script>alert(1)</script> ![x](http://x.example/a.png)")]
    public void Text_of_a_mail_reads_as_it_was_written(string text)
    {
        var html = SafeMarkdown.ToHtml(MailMarkdown.Of(text));

        Assert.DoesNotContain("<script", html);
        Assert.DoesNotMatch("<(h[1-6]|em|strong|code|img|table|del|hr|ul|ol)[ >/]", html);
        var shown = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html.Replace("\n", "", StringComparison.Ordinal).Replace("<br>", "\n", StringComparison.Ordinal), "<[^>]*>", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Equal(text.Replace("\t", "    ", StringComparison.Ordinal), shown.Replace('\u00A0', ' ').TrimEnd());
    }

    [Fact]
    public void An_address_in_a_text_stays_an_address()
    {
        Assert.Contains("href=\"https://example.org/a_b_c?d=*e*f\"", SafeMarkdown.ToHtml(MailMarkdown.Of("See https://example.org/a_b_c?d=*e*f now")));
    }

    [Fact]
    public void A_mailbox_is_silent_against_its_habit_only_when_it_is_quieter_than_ever()
    {
        var now = new DateTimeOffset(2031, 1, 20, 10, 0, 0, TimeSpan.Zero);
        // Ten a day on weekdays, nothing at night and at weekends.
        var usual = Enumerable.Range(1, 20).Select(day => now.Date.AddDays(-day)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .SelectMany(d => Enumerable.Range(8, 10).Select(hour => new DateTimeOffset(d.AddHours(hour), TimeSpan.Zero))).ToList();

        Assert.Null(MailHabit.BrokenBySilence(usual, now));
        Assert.Null(MailHabit.BrokenBySilence(usual, now.AddDays(1)));
        Assert.NotNull(MailHabit.BrokenBySilence(usual, now.AddDays(3)));
        Assert.Null(MailHabit.BrokenBySilence(usual.TakeLast(5), now.AddDays(3)));
        Assert.Null(MailHabit.BrokenBySilence([], now));
    }
}
