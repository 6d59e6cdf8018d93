using System.Text;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public sealed class BlobTests(BlobTests.Small server) : IClassFixture<BlobTests.Small>
{
    private BlobStore Blobs => server.Services.GetRequiredService<BlobStore>();

    [Fact]
    public async Task What_is_kept_is_read_back_by_its_hash()
    {
        var blob = await KeepAsync("hello");

        Assert.Equal(new("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5), blob);
        await using var content = Blobs.Open(blob.Hash)!;
        Assert.Equal("hello", await new StreamReader(content).ReadToEndAsync());
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        var (first, second) = (await KeepAsync("twice"), await KeepAsync("twice"));

        Assert.Equal(first, second);
        Assert.Single(Files(), f => Path.GetFileName(f) == first.Hash);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_with_the_limit_and_leaves_nothing()
    {
        await KeepAsync("small enough");
        var before = Files().Length;

        var refusal = await Assert.ThrowsAsync<TooLarge>(() => Blobs.KeepAsync(new MemoryStream(new byte[(1024 * 1024) + 1]), CancellationToken.None));

        Assert.Contains("1 MB", refusal.Message);
        Assert.Equal(before, Files().Length);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824")]
    [InlineData("")]
    public void A_name_that_is_no_hash_opens_nothing(string name)
    {
        Assert.Throws<ArgumentException>(() => Blobs.Open(name));
    }

    [Fact]
    public async Task What_nobody_names_any_more_is_swept_after_a_day()
    {
        var (named, orphan) = (await KeepAsync("named"), await KeepAsync("orphan"));
        HashSet<string> names = [.. Files().Select(f => Path.GetFileName(f))];
        names.Remove(orphan.Hash);

        Assert.Equal(0, await SweepAsync(TimeSpan.FromHours(1)));
        Assert.NotNull(Blobs.Open(orphan.Hash));
        Assert.Equal(1, await SweepAsync(TimeSpan.FromHours(25)));
        Assert.Null(Blobs.Open(orphan.Hash));
        Assert.NotNull(Blobs.Open(named.Hash));

        Task<int> SweepAsync(TimeSpan later) => Blobs.SweepAsync(_ => Task.FromResult<IReadOnlySet<string>>(names), DateTimeOffset.UtcNow + later, CancellationToken.None);
    }

    private Task<Blob> KeepAsync(string content) => Blobs.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), CancellationToken.None);

    private string[] Files() => Directory.GetFiles(Path.Combine(server.DataFolder, "blobs"), "*", SearchOption.AllDirectories);

    public sealed class Small : OnSqlite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["Uploads:MaximumMegabytes"] = "1" };
    }
}
