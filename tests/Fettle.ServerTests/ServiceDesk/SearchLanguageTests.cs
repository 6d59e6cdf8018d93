using Fettle.Server.ServiceDesk.Searching;
using Fettle.Server.ServiceDesk.Tickets;
using FsCheck;
using FsCheck.Fluent;

namespace Fettle.ServerTests.ServiceDesk;

public sealed class SearchLanguageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_search_of_everything_is_read_as_it_is_meant()
    {
        var read = SearchLanguage.Parse("""status:open requester:anna "blue screen" age>3d -tag:vip,"big boss" priority:P1,P2 created<2026-01-01 vpn""", Now);

        Assert.Empty(read.Errors);
        Assert.Collection(
            read.Clauses,
            c => Assert.Equal([TicketStatus.Open], Assert.IsType<SearchClause.StatusIs>(c).Any),
            c => Assert.Equal(["anna"], Assert.IsType<SearchClause.Named>(c).Any),
            c => Assert.Equal("blue screen", Assert.IsType<SearchClause.Phrase>(c).Text),
            c => Assert.Equal((null, Now.AddDays(-3)), (Assert.IsType<SearchClause.During>(c).From, ((SearchClause.During)c).Until)),
            c =>
            {
                var tag = Assert.IsType<SearchClause.Named>(c);
                Assert.True(tag.Negated);
                Assert.Equal(["vip", "big boss"], tag.Any);
            },
            c => Assert.Equal([Priority.P1, Priority.P2], Assert.IsType<SearchClause.PriorityIs>(c).Any),
            c => Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Assert.IsType<SearchClause.During>(c).Until),
            c => Assert.Equal("vpn", Assert.IsType<SearchClause.Words>(c).Text));
    }

    [Theory]
    [InlineData("statsu:open", 1, "status")]
    [InlineData("vpn status:opne", 12, "is no status")]
    [InlineData("priority:P9", 10, "P1, P2")]
    [InlineData("age>soon", 5, "3d")]
    [InlineData("created:31.12.2026", 9, "2026-01-31")]
    [InlineData("tag>vip", 1, "tag:vip")]
    [InlineData("status: open", 1, "without a space")]
    [InlineData("a \"blue screen", 3, "not closed")]
    [InlineData("number:x", 8, "digits")]
    public void What_cannot_be_meant_is_told_with_its_column_and_what_to_write(string written, int column, string says)
    {
        var error = Assert.Single(SearchLanguage.Parse(written, Now).Errors);

        Assert.Equal(column, error.Column);
        Assert.Contains(says, error.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error:0x80070005")]
    [InlineData("http://intranet/wiki")]
    [InlineData("C:\\Windows")]
    [InlineData("10.0.0.1:443")]
    [InlineData("a-b")]
    [InlineData("-")]
    public void What_people_paste_is_searched_for_as_words(string written)
    {
        var read = SearchLanguage.Parse(written, Now);

        Assert.Empty(read.Errors);
        Assert.Equal(written, Assert.IsType<SearchClause.Words>(Assert.Single(read.Clauses)).Text);
    }

    [Theory]
    [InlineData("priority>P3", "P1,P2")]
    [InlineData("priority<=P4", "P4,P5")]
    public void A_higher_priority_is_more(string written, string are)
    {
        var clause = Assert.IsType<SearchClause.PriorityIs>(Assert.Single(SearchLanguage.Parse(written, Now).Clauses));

        Assert.Equal(are, string.Join(',', clause.Any));
    }

    [Fact]
    public void Whatever_is_written_something_is_read_and_columns_are_inside_it()
    {
        string[] pieces = ["status", ":", "\"", "-", ",", ">", "<=", "age", "3d", " ", "tag", "é", "\u0000", "P1", "2026-01-01", "(", "created", "99999999999999999999w", "😀"];
        var written = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list)).ToArbitrary();

        Prop.ForAll(written, text =>
        {
            var read = SearchLanguage.Parse(text, Now);
            return read.Errors.All(e => e.Column >= 1 && e.Column <= text.Length + 1 && e.What.EndsWith('.') | e.What.EndsWith('?'))
                && read.Clauses.All(c => c.Column >= 1 && c.Column <= text.Length);
        }).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => SearchLanguage.Parse(text, Now).Clauses.Count >= 0).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_order_of_conditions_does_not_matter()
    {
        var conditions = Gen.Shuffle(new[] { "status:open", "age>3d", "-tag:vip", "\"blue screen\"", "priority:P1" }).ToArbitrary();

        Prop.ForAll(conditions, list =>
            SearchLanguage.Parse(string.Join(' ', list), Now).Clauses.Select(c => (c with { Column = 0 }).GetType().Name).Order()
                .SequenceEqual(["During", "Named", "Phrase", "PriorityIs", "StatusIs"])).QuickCheckThrowOnFailure();
    }
}
