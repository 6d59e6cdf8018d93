using System.Text;
using Fettle.Mail;

namespace Fettle.MailTests.Reading;

public sealed class CorpusTests
{
    [Fact]
    public void Every_message_of_the_corpus_is_read_without_an_exception_and_keeps_its_raw_form()
    {
        foreach (var file in Corpus.Messages())
        {
            using var raw = RawMail.FromFile(file);
            var message = MailReader.Read(raw);
            using var kept = new MemoryStream();
            raw.OpenRead().CopyTo(kept);

            var headerAlone = File.ReadAllText(file, Encoding.Latin1).ReplaceLineEndings("\n").TrimEnd().IndexOf("\n\n", StringComparison.Ordinal) < 0;
            Assert.True(message.Text is not null || message.Html is not null || message.Attachments.Count > 0 || headerAlone, $"{file}: nothing was found in it");
            Assert.Equal(File.ReadAllBytes(file), kept.ToArray());
        }
    }

    [Fact]
    public void What_is_cut_off_anywhere_is_read_as_far_as_it_goes()
    {
        foreach (var file in Corpus.Messages().Where((_, i) => i % 5 == 0))
        {
            var bytes = File.ReadAllBytes(file);
            for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 40))
                Assert.NotNull(Message.Read(bytes[..length]));
        }
    }

    [Fact]
    public void Bytes_changed_at_random_never_throw()
    {
        var random = new Random(5322);
        foreach (var file in Corpus.Messages())
        {
            var bytes = File.ReadAllBytes(file);
            for (var round = 0; round < 4; round++)
            {
                for (var i = 0; i < 20; i++)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                Assert.NotNull(Message.Read(bytes));
            }
        }
    }
}
