using System.Globalization;
using Fettle.Mail.Network;

namespace Fettle.Mail.Imap;

/// <summary>A mailbox that was opened (RFC 3501 §6.3.1).</summary>
/// <param name="UidValidity">When it has changed, all UIDs known before mean nothing any more (§2.3.1.1).</param>
/// <param name="Exists">Messages in it.</param>
public sealed record ImapMailbox(string Name, uint UidValidity, uint? UidNext, uint Exists);

/// <summary>A message in a mailbox.</summary>
/// <param name="Size">Bytes.</param>
public sealed record ImapEntry(uint Uid, long Size, bool Seen);

/// <summary>
/// Reads mailboxes (IMAP4rev1, RFC 3501): STARTTLS or TLS, sign-in by LOGIN, PLAIN (RFC 4616) or XOAUTH2, messages streamed by UID, waiting by IDLE
/// (RFC 2177), MOVE (RFC 6851) or what stands in for it, UIDPLUS (RFC 4315). Not for several commands at the same time.
/// </summary>
public sealed class ImapClient : IAsyncDisposable
{
    private readonly ImapConnection connection;
    private readonly TimeProvider clock;
    private HashSet<string> capabilities = [];

    private ImapClient(ImapConnection connection, TimeProvider clock) => (this.connection, this.clock) = (connection, clock);

    /// <summary>Connects, secures the connection, and signs in.</summary>
    /// <exception cref="MailSignInRefused">The server does not accept the credentials.</exception>
    /// <exception cref="MailServerRefusal">The server offers no TLS.</exception>
    /// <exception cref="MailServerFault">There is no server, or none that can be trusted.</exception>
    public static async Task<ImapClient> ConnectAsync(MailServer server, MailCredentials credentials, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(credentials);
        var client = new ImapClient(new ImapConnection(await LineConnection.OpenAsync(server, clock, cancel), server), clock);
        try
        {
            var greeting = await client.connection.ReadAsync(null, cancel);
            if (greeting.Tag != "*" || greeting.IsBye)
                throw new MailServerFault($"{server.Host} does not greet as IMAP does: {greeting.Text}");
            await client.AskCapabilitiesAsync(cancel);
            if (server.Security == MailSecurity.StartTls)
            {
                if (!client.capabilities.Contains("STARTTLS"))
                    throw new MailServerRefusal(0, $"{server.Host} does not offer STARTTLS.");
                await client.connection.CommandAsync("STARTTLS", cancel);
                await client.connection.StartTlsAsync(cancel);
                await client.AskCapabilitiesAsync(cancel);
            }
            await ImapSignIn.RunAsync(client.connection, credentials, client.capabilities, cancel);
            await client.AskCapabilitiesAsync(cancel);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="MailServerRefusal">There is no such mailbox.</exception>
    public async Task<ImapMailbox> OpenAsync(string mailbox, CancellationToken cancel)
    {
        var responses = await connection.CommandAsync($"SELECT {ImapString.Mailbox(mailbox)}", cancel);
        return new ImapMailbox(
            mailbox,
            Number(responses.Select(r => r.Code("UIDVALIDITY"))) ?? throw new MailServerFault($"{connection.Server.Host} keeps no UIDs."),
            Number(responses.Select(r => r.Code("UIDNEXT"))),
            responses.Select(r => r.NumberBefore("EXISTS")).LastOrDefault(n => n is not null) ?? 0);
    }

    /// <summary>The messages from a UID on, in the order of their UIDs.</summary>
    public async Task<IReadOnlyList<ImapEntry>> ListAsync(uint from, CancellationToken cancel)
    {
        var responses = await connection.CommandAsync($"UID FETCH {from}:* (UID RFC822.SIZE FLAGS)", cancel);
        var entries =
            from response in responses
            where response.NumberBefore("FETCH") is not null
            let uid = Number([response.After("UID")])
            // "n:*" always means the last message, too, even where its UID is smaller (RFC 3501 §6.4.8).
            where uid >= @from
            select new ImapEntry(uid.Value, long.TryParse(response.After("RFC822.SIZE"), out var size) ? size : 0, response.Text.Contains("\\Seen", StringComparison.OrdinalIgnoreCase));
        return [.. entries.DistinctBy(e => e.Uid).OrderBy(e => e.Uid)];
    }

    /// <summary>Copies a message into a stream as it comes, without marking it as seen.</summary>
    /// <returns>False where it is no longer there.</returns>
    public async Task<bool> FetchAsync(uint uid, Stream output, CancellationToken cancel)
    {
        var responses = await connection.CommandAsync($"UID FETCH {uid} (UID BODY.PEEK[])", cancel, output);
        return responses.Exists(r => r.Streamed);
    }

    /// <summary>Marks a message as seen.</summary>
    public Task MarkSeenAsync(uint uid, CancellationToken cancel) => connection.CommandAsync($"UID STORE {uid} +FLAGS.SILENT (\\Seen)", cancel);

    /// <summary>Moves a message to another mailbox, which is made where it is missing.</summary>
    public async Task MoveAsync(uint uid, string mailbox, CancellationToken cancel)
    {
        var verb = capabilities.Contains("MOVE") ? "MOVE" : "COPY";
        var command = $"UID {verb} {uid} {ImapString.Mailbox(mailbox)}";
        try
        {
            await connection.CommandAsync(command, cancel);
        }
        catch (MailServerRefusal refusal) when (refusal.Message.Contains("TRYCREATE", StringComparison.OrdinalIgnoreCase))
        {
            await connection.CommandAsync($"CREATE {ImapString.Mailbox(mailbox)}", cancel);
            await connection.CommandAsync(command, cancel);
        }
        if (verb == "COPY")
            await DeleteAsync(uid, cancel);
    }

    /// <summary>Removes a message for ever. Without UIDPLUS this removes whatever else is marked as deleted, too.</summary>
    public async Task DeleteAsync(uint uid, CancellationToken cancel)
    {
        await connection.CommandAsync($"UID STORE {uid} +FLAGS.SILENT (\\Deleted)", cancel);
        await connection.CommandAsync(capabilities.Contains("UIDPLUS") ? $"UID EXPUNGE {uid}" : "EXPUNGE", cancel);
    }

    /// <summary>Waits until the open mailbox changes, at most so long; by IDLE, or by asking now and then.</summary>
    /// <param name="atMost">Servers end a silent connection after 30 minutes (RFC 2177): less than 29 is right.</param>
    /// <returns>Whether it has changed.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancel) =>
        capabilities.Contains("IDLE") ? ImapIdle.WaitAsync(connection, clock, atMost, cancel) : ImapIdle.PollAsync(connection, clock, atMost, cancel);

    /// <summary>Says goodbye.</summary>
    public Task LogoutAsync(CancellationToken cancel) => connection.CommandAsync("LOGOUT", cancel);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task AskCapabilitiesAsync(CancellationToken cancel)
    {
        var responses = await connection.CommandAsync("CAPABILITY", cancel);
        capabilities = responses.Where(r => r.Text.StartsWith("CAPABILITY ", StringComparison.OrdinalIgnoreCase)).SelectMany(r => r.Text.Split(' ').Skip(1)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static uint? Number(IEnumerable<string?> words) =>
        words.FirstOrDefault(w => w is not null) is { } word && uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
