using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;

namespace Fettle.ServerTests.ServiceDesk.Mail;

/// <summary>Who holds a ticket's token has it from us; nobody can make one up.</summary>
public sealed class ThreadTokenTests : IDisposable
{
    private readonly DataFolder _data = new(Directory.CreateTempSubdirectory("fettle-test-").FullName);

    [Theory]
    [InlineData(1)]
    [InlineData(123)]
    [InlineData(999_999_999_999)]
    public void A_token_is_read_out_of_addresses_and_ids_in_any_case(long number)
    {
        var token = new ThreadToken(_data);
        string[] carriers =
        [
            token.Of(number), token.PlusAddress("desk@example.org", number), token.PlusAddress("desk@example.org", number).ToUpperInvariant(),
            token.MessageId(number, 45, "desk@example.org"), $"<other@x> {token.MessageId(number, 45, "desk@münchen.example")} <last@y>",
        ];

        Assert.All(carriers, text => Assert.True(token.TryRead(text, out var read) && read == number, text));
    }

    [Fact]
    public void A_token_is_for_one_ticket_alone_and_any_letter_of_it_counts()
    {
        var token = new ThreadToken(_data);
        var mine = token.Of(123);
        var forged = Enumerable.Range(5, mine.Length - 5).Select(i => mine[..i] + (mine[i] == 'a' ? 'b' : 'a') + mine[(i + 1)..]);

        Assert.All(forged.Append(mine.Replace("t123.", "t124.", StringComparison.Ordinal)).Append("t123.").Append("[#123]").Append("").Append(null), text => Assert.False(token.TryRead(text, out _), text));
    }

    [Fact]
    public void Replicas_that_share_the_folder_share_the_key_and_another_installation_has_another()
    {
        var other = new DataFolder(Directory.CreateTempSubdirectory("fettle-test-").FullName);
        var mine = new ThreadToken(_data).Of(123);

        Assert.True(new ThreadToken(_data).TryRead(mine, out _));
        Assert.False(new ThreadToken(other).TryRead(mine, out _));
        Directory.Delete(other.Root, recursive: true);
    }

    [Fact]
    public void An_address_that_would_become_too_long_stays_as_it_is()
    {
        var address = $"{new string('a', 50)}@example.org";

        Assert.Equal(address, new ThreadToken(_data).PlusAddress(address, 123));
    }

    public void Dispose() => Directory.Delete(_data.Root, recursive: true);
}
