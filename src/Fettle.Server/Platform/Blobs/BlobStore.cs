using System.Buffers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Microsoft.AspNetCore.Http.Features;

namespace Fettle.Server.Platform.Blobs;

/// <summary>Bytes that are kept.</summary>
/// <param name="Hash">SHA-256, lower-case hexadecimal: the name they are read by.</param>
/// <param name="Size">Bytes.</param>
public sealed record Blob(string Hash, long Size);

/// <summary>
/// Files under <c>blobs/</c> of the data folder, named by the hash of what is in them: the same file sent twice is kept once. They are streamed, never
/// held whole. Replicas share the data folder.
/// </summary>
public sealed partial class BlobStore
{
    private const int Piece = 128 * 1024;

    private readonly DataFolder _data;
    private readonly UploadSettings _limits;

    internal BlobStore(DataFolder data, UploadSettings limits) => (_data, _limits) = (data, limits);

    /// <summary>What an upload may have at the most, in bytes.</summary>
    public long MaximumBytes => _limits.MaximumBytes;

    /// <summary>Lets a route take a request as large as the largest upload, and a little more for what is around it.</summary>
    public void AllowUpload(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaximumBytes + (64 * 1024);
    }

    /// <summary>Keeps what the stream has. It is on the disk when this returns; a row that names it may be written then.</summary>
    /// <exception cref="TooLarge">There is more than <see cref="MaximumBytes"/>; nothing is kept.</exception>
    /// <exception cref="StorageFull">The disk is full; nothing is kept.</exception>
    public Task<Blob> KeepAsync(Stream content, CancellationToken cancel) => KeepAsync(
        content, MaximumBytes, $"The file is larger than the {_limits.MaximumMegabytes} MB that are taken here. An administrator can change that (Uploads:MaximumMegabytes).", cancel);

    /// <summary>The same for what has a limit of its own.</summary>
    /// <param name="longest">Bytes.</param>
    /// <param name="refusal">What is said about more.</param>
    /// <exception cref="TooLarge">There is more than <paramref name="longest"/>; nothing is kept.</exception>
    /// <exception cref="StorageFull">The disk is full; nothing is kept.</exception>
    public async Task<Blob> KeepAsync(Stream content, long longest, string refusal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        var arriving = Path.Combine(_data.Folder("blobs", "arriving"), Guid.NewGuid().ToString("N"));
        try
        {
            var blob = await WriteAsync(content, arriving, longest, refusal, cancel);
            var folder = _data.Folder("blobs", blob.Hash[..2]);
            File.Move(arriving, PathOf(blob.Hash), overwrite: true);
            FolderOnDisk.Sync(folder);
            return blob;
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            throw new StorageFull("The file", e);
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    /// <summary>The bytes, or null where there are none of this hash.</summary>
    public Stream? Open(string hash)
    {
        var path = PathOf(hash);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Piece, FileOptions.Asynchronous | FileOptions.SequentialScan)
            : null;
    }

    /// <summary>Removes what nobody names any more. What is younger than a day stays: its row may be about to be written.</summary>
    /// <param name="named">Tells which of these hashes are still named.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> SweepAsync(Func<IReadOnlyCollection<string>, Task<IReadOnlySet<string>>> named, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(named);
        var removed = 0;
        var old = Directory.EnumerateFiles(_data.Folder("blobs"), "*", SearchOption.AllDirectories).Where(f => now.UtcDateTime - File.GetLastWriteTimeUtc(f) > TimeSpan.FromDays(1));
        foreach (var batch in old.Chunk(500))
        {
            cancel.ThrowIfCancellationRequested();
            var still = await named([.. batch.Select(f => Path.GetFileName(f))]);
            foreach (var orphan in batch.Where(f => !still.Contains(Path.GetFileName(f))))
            {
                File.Delete(orphan);
                removed++;
            }
        }
        return removed;
    }

    private static async Task<Blob> WriteAsync(Stream content, string path, long longest, string refusal, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            long size = 0;
            while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                size += read;
                if (size > longest)
                    throw new TooLarge(refusal);
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
            file.Flush(flushToDisk: true);
            return new(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PathOf(string hash) =>
        Sha256().IsMatch(hash) ? _data.PathTo("blobs", hash[..2], hash) : throw new ArgumentException("is no SHA-256 in lower-case hexadecimal", nameof(hash));

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sha256();
}
