namespace Fettle.MailTests.Reading;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße")]
    [InlineData("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße")]
    [InlineData("=?iso-8859-1?Q?a?= =?iso-8859-1?Q?b?=", "ab")]
    [InlineData("=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=", "Grüße")] // A character split between two words.
    [InlineData("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= x", "Grüße x")]
    [InlineData("=?koi8-r?B?8NLJ18XU?= =?utf-8?Q?!?=", "Привет!")]
    [InlineData("=?utf-8?Q?two words here?=", "two words here")] // Spaces do not belong there.
    [InlineData("=?utf-8*en?Q?x_y?=", "x y")]
    [InlineData("=?nonsense?Q?caf=C3=A9?=", "café")]
    [InlineData("=?utf-8?Q?cut off", "cut off")]
    [InlineData("a =?utf-8?Q?b?=c", "a bc")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("=?gb2312?B?xOO6ww==?=", "你好")]
    [InlineData("no =? word ?= here", "no =? word ?= here")]
    public void Encoded_words_are_read_as_people_read_them(string written, string read) =>
        Assert.Equal(read, Message.Read($"Subject: {written}\n\n").Subject);

    [Theory]
    [InlineData("Anna <anna@example.com>", "Anna", "anna@example.com")]
    [InlineData("anna@example.com", null, "anna@example.com")]
    [InlineData("anna@example.com (Anna B)", "Anna B", "anna@example.com")]
    [InlineData("\"B, Anna\" <anna@example.com>", "B, Anna", "anna@example.com")]
    [InlineData("B, Anna <anna@example.com>", "B, Anna", "anna@example.com")]
    [InlineData("Anna <anna@example.com", "Anna", "anna@example.com")]
    [InlineData("<<anna@example.com>>", null, "anna@example.com")]
    [InlineData("Anna B. <@relay,@other:anna@example.com>", "Anna B.", "anna@example.com")]
    [InlineData("=?utf-8?Q?M=C3=BCller=2C_Anna?= <anna@example.com>", "Müller, Anna", "anna@example.com")]
    [InlineData("\"=?utf-8?Q?M=C3=BCller?=\" <anna@example.com>", "Müller", "anna@example.com")]
    [InlineData("=?utf-8?Q?Anna <anna@example.com>?=", "Anna", "anna@example.com")]
    [InlineData("jdoe@test   . example", null, "jdoe@test.example")]
    [InlineData("(a (nested) comment) anna(x)@example.com", null, "anna@example.com")]
    [InlineData("\"anna b\"@example.com", null, "\"anna b\"@example.com")]
    [InlineData("mailto:anna@example.com", null, "anna@example.com")]
    public void An_address_is_found_however_it_is_written(string written, string? name, string address)
    {
        var from = Message.Read($"From: {written}\n\n").From;

        Assert.Equal((name, address), (from?.Name, from?.Address));
    }

    [Theory]
    [InlineData("a@x.org, b@x.org", "a@x.org b@x.org")]
    [InlineData("a@x.org; b@x.org;", "a@x.org b@x.org")]
    [InlineData("Team: a@x.org, B <b@x.org>;, c@x.org", "a@x.org b@x.org c@x.org")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("\"a, b\" <a@x.org>, (c, d) e@x.org", "a@x.org e@x.org")]
    public void Lists_and_groups_are_their_members(string written, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', Message.Read($"To: {written}\n\n").To.Select(a => a.Address)));

    [Theory]
    [InlineData("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06+00:00")]
    [InlineData("Fri, 21 Nov 1997 09(comment): 55 : 06 -0600", null)]
    [InlineData("Thu, 1 Jan 04 11:26 EST (Eastern)", "2004-01-01T11:26:00-05:00")]
    [InlineData("2005-05-10T11:26:39+02:00", "2005-05-10T11:26:39+02:00")]
    [InlineData("Tue May 10 11:26:39 2005", "2005-05-10T11:26:39+00:00")]
    [InlineData("Tue, 10-May-2005 11:26:39 GMT+02:00", "2005-05-10T11:26:39+02:00")]
    [InlineData("Tue, 31 Feb 2005 11:26:39 +0000", null)]
    [InlineData("yesterday", null)]
    public void Dates_are_read_in_the_forms_that_are_met(string written, string? read) =>
        Assert.Equal(read, Message.Read($"Date: {written}\n\n").Date?.ToString("yyyy-MM-ddTHH:mm:sszzz"));

    [Fact]
    public void Raw_utf8_and_raw_legacy_bytes_in_a_header_are_both_read()
    {
        Assert.Equal("Grüße", Message.ReadUtf8("Subject: Grüße\n\n").Subject);
        Assert.Equal("Grüße", Message.Read("Subject: Grüße\n\n").Subject);
        Assert.Equal("Привет", Message.Read("Content-Type: text/plain; charset=koi8-r\nSubject: ðÒÉ×ÅÔ\n\n").Subject);
    }

    [Fact]
    public void References_split_over_lines_and_without_spaces_are_single_ids()
    {
        var message = Message.Read("References: <a@x><b@x>\n\t<c@\n x>\nIn-Reply-To: your message of Monday <b@x>\nMessage-ID: d@x\n\n");

        Assert.Equal(["<a@x>", "<b@x>", "<c@x>"], message.References);
        Assert.Equal(("<b@x>", "<d@x>"), (message.InReplyTo, message.MessageId));
    }

    [Fact]
    public void A_missing_blank_line_and_lines_that_are_no_fields_lose_neither_header_nor_text()
    {
        var without = Message.Read("Subject: x\nHello there,\nhow are you?\n");
        var within = Message.Read("From root Mon May  2 16:07:05 2005\nSubject: x\nthis is no field\nTo: a@x.org\n\nHello");

        Assert.Equal(("x", "Hello there,\nhow are you?"), (without.Subject, without.Text));
        Assert.Equal(("x", "a@x.org", "Hello"), (within.Subject, within.To.Single().Address, within.Text));
    }

    [Fact]
    public void Text_without_any_header_is_text() => Assert.Equal("This is a simple message.\nIt has no header.", Message.Read("This is a simple message.\nIt has no header.\n").Text);
}
