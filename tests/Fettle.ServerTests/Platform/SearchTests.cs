using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public abstract class SearchTests(FettleServer server)
{
    [Theory]
    [InlineData("printer jams", "printer")]
    [InlineData("printer jams", "jams PRINTER")]
    [InlineData("printer jams", "prin ja")]
    [InlineData("Zoë Müller-Łukasz", "zoe muller lukasz")]
    [InlineData("Zoe Muller", "zoë müller")]
    [InlineData("srv-01.acme.example", "srv 01")]
    [InlineData("srv-01.acme.example", "SRV-01.acme")]
    [InlineData("Ticket #4711: Drucker", "4711")]
    [InlineData("Besprechungsraumdrucker", "raumdruck")]
    [InlineData("日本語の問題", "日本")]
    [InlineData("Ελληνικά ΚΕΊΜΕΝΟ", "κείμενο")]
    public async Task Words_and_their_beginnings_are_found_whatever_case_and_accents(string title, string typed)
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(Ticket(1, organisation, title));

        Assert.Equal([1], await FindAsync(organisation, typed));
    }

    [Theory]
    [InlineData("printer OR nothing")]
    [InlineData("paper printer")]
    [InlineData("rinte jams")]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("'\"*:()&|!-{}^<->")]
    public async Task A_word_that_is_not_there_or_no_word_at_all_finds_nothing(string typed)
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(Ticket(1, organisation, "printer jams"));

        Assert.Empty(await FindAsync(organisation, typed));
    }

    [Theory]
    [InlineData("printer'; DROP TABLE search_documents; --", "printer DROP table search documents")]
    [InlineData("printer\" OR title:x NEAR(a b) * ^", "printer or title x near a b")]
    [InlineData("printer' & !'jams' | <-> :*B", "printer jams b")]
    [InlineData("nul\0character", "nul")]
    public async Task Hostile_text_is_just_text(string hostile, string wordsOfIt)
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(Ticket(1, organisation, wordsOfIt), Ticket(2, organisation, "other", body: hostile));

        Assert.Contains(2, await FindAsync(organisation, hostile));
        Assert.Contains(1, await FindAsync(organisation, wordsOfIt));
    }

    [Fact]
    public async Task Titles_come_before_texts_and_the_latest_first_among_equals()
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(
            Ticket(1, organisation, "printer"), Ticket(2, organisation, "mail", body: "the printer, the printer"), Ticket(3, organisation, "printer"));

        Assert.Equal([3, 1, 2], await FindAsync(organisation, "printer"));
    }

    [Fact]
    public async Task An_old_title_is_found_before_any_number_of_later_texts()
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync([Ticket(1, organisation, "printer"), .. Enumerable.Range(2, 400).Select(i => Ticket(i, organisation, "mail", body: "printer"))]);

        Assert.Equal(1, (await FindAsync(organisation, "printer"))[0]);
    }

    [Fact]
    public async Task A_document_that_is_put_again_replaces_what_was_there()
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(Ticket(1, organisation, "printer", body: "toner"));
        await PutAsync(Ticket(1, organisation, "scanner", body: "lamp"));

        Assert.Empty(await FindAsync(organisation, "printer"));
        Assert.Empty(await FindAsync(organisation, "toner"));
        Assert.Equal([1], await FindAsync(organisation, "scanner lamp"));
    }

    [Fact]
    public async Task What_is_removed_is_gone_with_its_parts()
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(Ticket(1, organisation, "printer"), Ticket(1, organisation, "printer", body: "toner") with { Part = 5 }, Ticket(2, organisation, "printer"));

        await server.WithAsync<ISearchIndex>(index => index.RemoveAsync("ticket", 1, CancellationToken.None));

        Assert.Equal([2], await FindAsync(organisation, "printer"));
        Assert.Empty(await FindAsync(organisation, "toner"));
    }

    [Fact]
    public async Task Words_of_the_title_and_of_a_part_are_found_together_and_as_one_hit()
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(
            Ticket(1, organisation, "printer"), Ticket(1, organisation, "printer", body: "toner is empty") with { Part = 5 },
            Ticket(1, organisation, "printer", body: "toner was ordered") with { Part = 6 });

        Assert.Equal([1], await FindAsync(organisation, "printer toner"));
    }

    [Fact]
    public async Task Another_organisations_documents_are_not_found()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        await PutAsync(Ticket(1, theirs, "printer") with { Audience = SearchAudience.Everyone });

        Assert.Empty(await FindAsync(ours, "printer"));
        Assert.Empty(await FindAsync(ours, "rinte"));
        Assert.Empty(await MatchingAsync(ours, "printer"));
        Assert.Equal([1], await FindAsync(theirs, "printer"));
    }

    [Fact]
    public async Task A_scope_that_nobody_has_set_finds_nothing()
    {
        await PutAsync(Ticket(1, await server.OrganisationAsync(), "printer") with { Audience = SearchAudience.Everyone });
        await using var scope = server.Services.CreateAsyncScope();

        Assert.Empty(await scope.ServiceProvider.GetRequiredService<ISearchIndex>().FindAsync(new("printer", [new("ticket", null)], null), CancellationToken.None));
    }

    [Fact]
    public async Task Staff_documents_are_found_by_staff_and_by_the_person_they_name()
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(
            Ticket(1, organisation, "printer") with { PersonId = 7 },
            Ticket(1, organisation, "printer", body: "internal") with { Part = 5 },
            Ticket(2, organisation, "printer") with { Audience = SearchAudience.Everyone });

        Assert.Equal([1, 2], (await FindAsync(organisation, "printer", staffIn: [organisation])).Order());
        Assert.Equal([1, 2], (await FindAsync(organisation, "printer", staffIn: [], person: 7)).Order());
        Assert.Equal([2], await FindAsync(organisation, "printer", staffIn: [], person: 8));
        Assert.Equal([2], await FindAsync(organisation, "rinter", staffIn: [], person: 8));
        Assert.Empty(await FindAsync(organisation, "internal", staffIn: [], person: 7));
        Assert.Equal([1], await FindAsync(organisation, "internal", staffIn: null));
    }

    [Fact]
    public async Task A_document_of_no_organisation_is_everybodys()
    {
        var organisation = await server.OrganisationAsync();
        var word = $"handbook{organisation}";
        await PutAsync(Ticket(1, organisation, word) with { OrganisationId = null, Audience = SearchAudience.Everyone });

        Assert.Equal([1], await FindAsync(organisation, word, staffIn: []));
    }

    [Fact]
    public async Task One_organisation_of_many_can_be_asked_for()
    {
        var (one, other, foreign) = (await server.OrganisationAsync(), await server.OrganisationAsync(), await server.OrganisationAsync());
        await PutAsync(Ticket(1, one, "printer"), Ticket(2, other, "printer"), Ticket(3, foreign, "printer"));
        async Task<List<long>> FoundIn(long asked, string typed)
        {
            await using var scope = server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([one, other]);
            var hits = await scope.ServiceProvider.GetRequiredService<ISearchIndex>().FindAsync(new(typed, [new("ticket", null)], null, OrganisationId: asked), CancellationToken.None);
            return [.. hits.Select(h => h.Id)];
        }

        Assert.Equal([2], await FoundIn(other, "printer"));
        Assert.Equal([2], await FoundIn(other, "rinter"));
        Assert.Empty(await FoundIn(foreign, "printer"));
        Assert.Empty(await FoundIn(foreign, "rinter"));
    }

    [Fact]
    public async Task Matching_ids_compose_into_another_query()
    {
        var organisation = await server.OrganisationAsync();
        var id = await server.WriteNoteAsync(organisation, "a note");
        await PutAsync(Ticket(id, organisation, "printer") with { Kind = "note" }, Ticket(id + 1000, organisation, "printer") with { Kind = "note" });

        foreach (var many in (bool[])[false, true])
        {
            Assert.Equal([id], await InScopeOf(organisation, async (db, index) =>
                await ((await index.MatchingAsync("note", "print", CancellationToken.None)) with { Many = many }).Among(db.Set<Note>(), n => n.Id).Select(n => n.Id).ToListAsync()));
        }
    }

    [Fact]
    public async Task Matches_that_are_many_are_the_same_ones()
    {
        var organisation = await server.OrganisationAsync();
        var id = await server.WriteNoteAsync(organisation, "a note");
        await PutAsync([.. Enumerable.Range(0, SearchText.Many + 1000).Select(i => Ticket(id + i, organisation, i % 2 == 0 ? "printers jam" : "printers work", body: $"ink lot{i % 300}") with { Kind = "note" })]);
        await server.WithDbAsync(async db =>
        {
            if (db.Database.IsNpgsql())
                await db.Database.ExecuteSqlRawAsync("ANALYZE search_documents");
        });

        // Over everything: PostgreSQL guesses from its statistics (for beginnings from a hundred different words on), and takes what belongs together for chance.
        await server.WithAsync<ISearchIndex>(async index => Assert.True((await index.MatchingAsync("note", "PRINT", CancellationToken.None)).Many));
        var many = await InScopeOf(organisation, async (db, index) =>
        {
            var matches = (await index.MatchingAsync("note", "PRINT in", CancellationToken.None)) with { Many = true };
            Assert.Equal([id], await matches.Among(db.Set<Note>(), n => n.Id).Select(n => n.Id).ToListAsync());
            return await matches.Ids.ToListAsync();
        });
        var few = await InScopeOf(organisation, async (_, index) =>
            await (await index.MatchingAsync("note", "jam ink", CancellationToken.None)).Ids.ToListAsync());

        Assert.Equal(SearchText.Many + 1000, many.Count);
        Assert.Equal((SearchText.Many + 1000) / 2, few.Count);
    }

    [Fact]
    public async Task A_whole_word_comes_before_the_beginning_of_another()
    {
        var organisation = await server.OrganisationAsync();
        await PutAsync(Ticket(1, organisation, "print queue"), Ticket(2, organisation, "printer"));

        Assert.Equal([1, 2], await FindAsync(organisation, "print"));
    }

    [Fact]
    public async Task A_document_of_a_change_that_failed_is_not_there()
    {
        var organisation = await server.OrganisationAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => server.WithAsync<IServiceProvider>(services => services.GetRequiredService<FettleDb>().InTransactionAsync(
            async () =>
            {
                await services.GetRequiredService<ISearchIndex>().PutAsync(Ticket(1, organisation, "printer"), CancellationToken.None);
                throw new InvalidOperationException("the change fails after its document was put");
            },
            CancellationToken.None)));

        Assert.Empty(await FindAsync(organisation, "printer"));
    }

    private static SearchDocument Ticket(long id, long organisation, string title, string? body = null) =>
        new("ticket", id, organisation, SearchAudience.Staff, null, title, "subtitle", body);

    private Task PutAsync(params SearchDocument[] documents) => server.WithAsync<ISearchIndex>(index => index.PutAsync(documents, CancellationToken.None));

    private Task<List<long>> FindAsync(long organisation, string typed) => FindAsync(organisation, typed, staffIn: null);

    private Task<List<long>> FindAsync(long organisation, string typed, IReadOnlyList<long>? staffIn, long? person = null) => InScopeOf(
        organisation,
        async (_, index) => (await index.FindAsync(new(typed, [new("ticket", staffIn)], person), CancellationToken.None)).Select(h => h.Id).ToList());

    private Task<List<long>> MatchingAsync(long organisation, string typed) =>
        InScopeOf(organisation, async (_, index) => await (await index.MatchingAsync("ticket", typed, CancellationToken.None)).Ids.ToListAsync());

    private async Task<List<long>> InScopeOf(long organisation, Func<FettleDb, ISearchIndex, Task<List<long>>> work)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([organisation]);
        return await work(scope.ServiceProvider.GetRequiredService<FettleDb>(), scope.ServiceProvider.GetRequiredService<ISearchIndex>());
    }

    public sealed class Sqlite(NotesOnSqlite server) : SearchTests(server), IClassFixture<NotesOnSqlite>;

    public sealed class Postgres(NotesOnPostgres server) : SearchTests(server), IClassFixture<NotesOnPostgres>;
}
