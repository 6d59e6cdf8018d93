namespace Fettle.MailTests.Replies;

public sealed class NewTextTests
{
    [Fact]
    public void Replies_of_the_corpus_are_cut_down_to_what_their_writers_added()
    {
        var folder = Corpus.Find("mail/replies");

        Assert.All(Directory.GetFiles(Path.Combine(folder, "emails")), file =>
        {
            var expected = File.ReadAllText(Path.Combine(folder, "trimmed", Path.GetFileName(file))).ReplaceLineEndings("\n").Trim();
            Assert.Equal(expected, Fettle.Mail.Replies.ReplyText.Trim(File.ReadAllText(file).ReplaceLineEndings("\n")).Trim());
        });
    }

    [Fact]
    public void The_replies_of_common_clients_say_hello()
    {
        Assert.All(Directory.GetFiles(Corpus.Find("mail/standard-replies"), "*.eml"), file => Assert.Equal("Hello", Message.Read(File.ReadAllBytes(file)).NewText));
    }

    [Theory]
    [InlineData("Am 03.02.2026 um 15:35 schrieb Anna <anna@example.com>:")]
    [InlineData("Le lun. 1 févr. 2026 à 10:00, Anna <anna@example.com> a écrit :")]
    [InlineData("El lun, 1 feb 2026 a las 10:00, Anna (<anna@example.com>) escribió:")]
    [InlineData("Il giorno lun 1 feb 2026 alle ore 10:00 Anna <anna@example.com> ha scritto:")]
    [InlineData("Op ma 1 feb. 2026 om 10:00 schreef Anna <anna@example.com>:")]
    [InlineData("Em seg., 1 de fev. de 2026 às 10:00, Anna <anna@example.com> escreveu:")]
    [InlineData("pon., 1 lut 2026 o 10:00 Anna <anna@example.com> napisał(a):")]
    [InlineData("пн, 1 февр. 2026 г. в 10:00, Anna <anna@example.com>:")]
    [InlineData("2026年2月1日(月) 10:00 Anna <anna@example.com>:")]
    [InlineData("Anna <anna@example.com> 于2026年2月1日周一 上午10:00写道：")]
    [InlineData("On Mon, Feb 1, 2026 at 10:00 AM Anna Somebody With A Very Long Name <\nanna@example.com> wrote:")]
    public void What_stands_below_an_introduction_is_old(string introduction)
    {
        Assert.Equal("It works now.\n\nThanks", Message.ReadUtf8($"Content-Type: text/plain; charset=utf-8\n\nIt works now.\n\nThanks\n\n{introduction}\n\n> Does it?\n> Anna\n").NewText);
    }

    [Theory]
    [InlineData("-----Original Message-----\nFrom: Anna\nSent: Monday\nTo: Bob\nSubject: x\n\nOld")]
    [InlineData("________________________________\nVon: Anna <a@x.org>\nGesendet: Montag, 1. Februar 2026 10:00\nAn: Bob\nBetreff: AW: x\n\nOld")]
    [InlineData("De : Anna\nEnvoyé : lundi\nÀ : Bob\nObjet : x\n\nOld")]
    [InlineData("差出人: Anna\n送信日時: 2026年\n宛先: Bob\n件名: x\n\nOld")]
    [InlineData("-- \nBob\nExample Ltd")]
    [InlineData("Sent from my iPhone")]
    [InlineData("Von meinem iPhone gesendet")]
    public void Forwarded_headers_and_signatures_are_cut(string old) =>
        Assert.Equal("It works now.", Message.ReadUtf8($"Content-Type: text/plain; charset=utf-8\n\nIt works now.\n\n{old}").NewText);

    [Fact]
    public void Answers_between_the_lines_keep_the_lines_that_they_answer() =>
        Assert.Equal("> Is it plugged in?\nYes.\n> Is it on?\nNo.", Message.Read("\nOn Mon, Feb 1, 2026 at 10:00, Anna wrote:\n> Hello\n\n> Is it plugged in?\nYes.\n> Is it on?\nNo.\n").NewText?.Replace("> Hello\n\n", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("<div>New</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Monday Anna wrote:</div><blockquote>Old</blockquote></div>")]
    [InlineData("<p>New</p><div class=\"moz-cite-prefix\">Am Montag:<br></div><blockquote type=\"cite\">Old</blockquote>")]
    [InlineData("<p>New</p><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Anna</div><div>Old</div>")]
    [InlineData("<p>New</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p>From: Anna</p></div></div><p>Old</p>")]
    [InlineData("<p>New</p><div class=\"yahoo_quoted\">Old</div>")]
    [InlineData("<p>New</p><div class=\"gmail_signature\">Bob</div>")]
    public void Marks_of_clients_in_html_are_known(string html) => Assert.Equal("New", Message.Read($"Content-Type: text/html\n\n{html}").NewText?.TrimEnd('-', '\n'));
}
