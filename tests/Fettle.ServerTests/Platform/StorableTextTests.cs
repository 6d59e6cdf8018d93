using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Platform;

public abstract class StorableTextTests(FettleServer server)
{
    [Theory]
    [InlineData(0, "ab")]
    [InlineData(0xd83d, "a\ufffdb")]
    [InlineData(0xde00, "a\ufffdb")]
    public async Task What_one_database_cannot_keep_both_refuse_by_the_name_of_the_field(int character, string storable)
    {
        var text = $"a{(char)character}b";
        var organisation = await server.OrganisationAsync();

        Assert.Equal("Text", (await Assert.ThrowsAsync<Invalid>(() => server.WriteNoteAsync(organisation, text))).Field);
        Assert.Equal(storable, StorableText.Of(text));
    }

    [Fact]
    public async Task Every_other_text_comes_back_as_it_went_in()
    {
        var organisation = await server.OrganisationAsync();
        const string text = "<img src=x onerror=…> '; DROP TABLE notes; -- \u0001 \ufffd 😀 \u202e עברית";

        await server.WriteNoteAsync(organisation, text);

        Assert.Equal([text], await server.NotesOfAsync(organisation));
    }

    public sealed class Sqlite(NotesOnSqlite server) : StorableTextTests(server), IClassFixture<NotesOnSqlite>;

    public sealed class Postgres(NotesOnPostgres server) : StorableTextTests(server), IClassFixture<NotesOnPostgres>;
}
