using System.Globalization;
using System.Text;
using Fettle.Mail.Network;

namespace Fettle.Mail.Imap;

/// <summary>Commands and their responses (RFC 3501 §2.2).</summary>
internal sealed class ImapConnection(LineConnection connection, MailServer server) : IAsyncDisposable
{
    private const int LongestKeptLiteral = 1 << 20;
    private const int MostResponses = 1_000_000;
    private int commands;

    public MailServer Server => server;

    /// <summary>Sends a command and reads up to its tagged response.</summary>
    /// <param name="output">Where the literal of a <c>BODY[]</c> goes, as it comes.</param>
    /// <returns>The untagged responses.</returns>
    /// <exception cref="MailServerRefusal">NO or BAD.</exception>
    public async Task<List<ImapResponse>> CommandAsync(string command, CancellationToken cancel, Stream? output = null)
    {
        var tag = await SendAsync(command, cancel);
        var (untagged, result) = await ReadToTagAsync(tag, output, cancel);
        return result.IsOk ? untagged : throw new MailServerRefusal(0, result.Text);
    }

    public async Task<string> SendAsync(string command, CancellationToken cancel)
    {
        // All that a caller can put into a command is quoted or a number: this is the last gate.
        if (command.AsSpan().ContainsAny("\r\n\0") || !Ascii.IsValid(command))
            throw new ArgumentException("A command cannot contain line breaks.", nameof(command));
        var tag = $"F{(++commands).ToString(CultureInfo.InvariantCulture)}";
        await LineAsync($"{tag} {command}", cancel);
        return tag;
    }

    public Task LineAsync(string line, CancellationToken cancel) => connection.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancel);

    public Task StartTlsAsync(CancellationToken cancel) => connection.StartTlsAsync(cancel);

    public async Task<(List<ImapResponse> Untagged, ImapResponse Result)> ReadToTagAsync(string tag, Stream? output, CancellationToken cancel)
    {
        var untagged = new List<ImapResponse>();
        while (untagged.Count < MostResponses)
        {
            var response = await ReadAsync(output, cancel);
            if (response.Tag == tag)
                return (untagged, response);
            untagged.Add(response);
        }
        throw new MailServerFault($"{server.Host} sends responses without end.");
    }

    public async Task<ImapResponse> ReadAsync(Stream? output, CancellationToken cancel, TimeSpan? patience = null)
    {
        var text = new StringBuilder();
        var literals = new List<byte[]>();
        var streamed = false;
        while (true)
        {
            var line = await connection.ReadLineAsync(cancel, patience);
            text.Append(line);
            if (LiteralLength(line) is not { } length)
                break;
            if (output is not null && !streamed && line.Contains("BODY[]", StringComparison.OrdinalIgnoreCase))
            {
                await connection.CopyAsync(length, output, cancel);
                streamed = true;
                continue;
            }
            if (length > LongestKeptLiteral || text.Length > LongestKeptLiteral || literals.Count > 1000)
                throw new MailServerFault($"{server.Host} sends a literal of {length} bytes that nobody asked for.");
            using var kept = new MemoryStream((int)length);
            await connection.CopyAsync(length, kept, cancel);
            literals.Add(kept.ToArray());
        }
        var all = text.ToString();
        var space = all.IndexOf(' ');
        return new ImapResponse(space < 0 ? all : all[..space], space < 0 ? "" : all[(space + 1)..], literals, streamed);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static long? LiteralLength(string line)
    {
        if (!line.EndsWith('}') || line.LastIndexOf('{') is not (>= 0 and var open))
            return null;
        return long.TryParse(line.AsSpan(open + 1, line.Length - open - 2).TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }
}
