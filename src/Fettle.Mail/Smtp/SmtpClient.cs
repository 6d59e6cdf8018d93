using System.Text;
using Fettle.Mail.Network;

namespace Fettle.Mail.Smtp;

/// <summary>
/// Hands messages to a mail server (RFC 5321, RFC 6409): STARTTLS (RFC 3207), AUTH (RFC 4954), PIPELINING (RFC 2920), SIZE (RFC 1870), 8BITMIME (RFC 6152),
/// SMTPUTF8 (RFC 6531), DSN (RFC 3461). Not for several messages at the same time.
/// </summary>
public sealed class SmtpClient : IAsyncDisposable
{
    private const int MostReplyLines = 500;
    private readonly LineConnection connection;
    private readonly MailServer server;
    private SmtpCapabilities capabilities = SmtpCapabilities.Parse(new SmtpReply(0, ""));

    private SmtpClient(LineConnection connection, MailServer server) => (this.connection, this.server) = (connection, server);

    /// <summary>Connects, secures the connection, and signs in.</summary>
    /// <param name="credentials">Null for a server that wants none.</param>
    /// <param name="clientName">The own host's name.</param>
    /// <exception cref="MailSignInRefused">The server does not accept the credentials.</exception>
    /// <exception cref="MailServerRefusal">The server refuses to serve, or offers no TLS.</exception>
    /// <exception cref="MailServerFault">There is no server, or none that can be trusted.</exception>
    public static async Task<SmtpClient> ConnectAsync(MailServer server, MailCredentials? credentials, string clientName, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(server);
        var client = new SmtpClient(await LineConnection.OpenAsync(server, clock, cancel), server);
        try
        {
            Demand(await client.ReadReplyAsync(cancel));
            await client.GreetAsync(clientName, cancel);
            if (server.Security == MailSecurity.StartTls)
            {
                if (!client.capabilities.Has("STARTTLS"))
                    throw new MailServerRefusal(0, $"{server.Host} does not offer STARTTLS.");
                Demand(await client.CommandAsync("STARTTLS", cancel));
                await client.connection.StartTlsAsync(cancel);
                await client.GreetAsync(clientName, cancel);
            }
            if (credentials is not null)
                await client.SignInAsync(credentials, cancel);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends one message. When it returns, the server answers for the message.</summary>
    /// <param name="message">As <see cref="Writing.MailWriter"/> writes it; line breaks are made CRLF.</param>
    /// <exception cref="MailServerRefusal">The sender, all recipients or the message were refused: nothing was sent.</exception>
    /// <exception cref="MailServerFault">The connection broke; whether the message was taken is unknown if that was after its last byte.</exception>
    public async Task<SmtpAcceptance> SendAsync(SmtpEnvelope envelope, Stream message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(message);
        var commands = SmtpCommands.For(envelope, capabilities, server.Host);
        var replies = await CommandsAsync(commands, cancel);

        var refused = envelope.Recipients.Zip(replies.Skip(1)).Where(r => !r.Second.IsYes).Select(r => new SmtpRecipientRefusal(r.First, r.Second)).ToList();
        if (!replies[0].IsYes || refused.Count == envelope.Recipients.Count)
        {
            await CommandAsync("RSET", cancel);
            var no = replies[0].IsYes ? refused[0].Reply : replies[0];
            throw new MailServerRefusal(no.Code, no.Text);
        }

        if (await CommandAsync("DATA", cancel) is not { Code: 354 } and var data)
            throw new MailServerRefusal(data.Code, data.Text);
        await SmtpData.WriteAsync(message, connection, cancel);
        var taken = await ReadReplyAsync(cancel);
        Demand(taken);
        return new SmtpAcceptance(taken, refused);
    }

    /// <summary>Says goodbye and waits for the answer, so that the server knows it for the end that was meant (RFC 5321 §4.1.1.10).</summary>
    public async Task QuitAsync(CancellationToken cancel) => await CommandAsync("QUIT", cancel);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static void Demand(SmtpReply reply)
    {
        if (!reply.IsYes)
            throw new MailServerRefusal(reply.Code, reply.Text);
    }

    private async Task GreetAsync(string clientName, CancellationToken cancel)
    {
        var name = clientName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '[' or ']' or ':') && clientName.Length > 0 ? clientName : "localhost";
        var reply = await CommandAsync($"EHLO {name}", cancel);
        if (!reply.IsYes)
            Demand(reply = await CommandAsync($"HELO {name}", cancel));
        capabilities = SmtpCapabilities.Parse(reply);
    }

    private async Task SignInAsync(MailCredentials credentials, CancellationToken cancel)
    {
        SmtpReply reply;
        if (credentials.IsToken)
        {
            reply = await CommandAsync($"AUTH XOAUTH2 {Sasl.XOAuth2(credentials)}", cancel);
            // The reason comes as a challenge, to be answered by an empty line.
            if (reply.Code == 334)
                reply = await CommandAsync("", cancel);
        }
        else if (capabilities.CanSignInBy("PLAIN") || !capabilities.CanSignInBy("LOGIN"))
        {
            reply = await CommandAsync($"AUTH PLAIN {Sasl.Plain(credentials)}", cancel);
        }
        else
        {
            reply = await CommandAsync("AUTH LOGIN", cancel);
            if (reply.Code == 334)
                reply = await CommandAsync(Sasl.Base64(credentials.User), cancel);
            if (reply.Code == 334)
                reply = await CommandAsync(Sasl.Base64(credentials.Secret), cancel);
        }
        if (!reply.IsYes)
            throw new MailSignInRefused(reply.Text);
    }

    /// <summary>All at once where the server allows it, and otherwise one after the other.</summary>
    private async Task<List<SmtpReply>> CommandsAsync(IReadOnlyList<string> commands, CancellationToken cancel)
    {
        var replies = new List<SmtpReply>();
        if (capabilities.Has("PIPELINING"))
            await connection.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(commands.Select(c => c + "\r\n"))), cancel);
        foreach (var command in commands)
            replies.Add(capabilities.Has("PIPELINING") ? await ReadReplyAsync(cancel) : await CommandAsync(command, cancel));
        return replies;
    }

    private async Task<SmtpReply> CommandAsync(string command, CancellationToken cancel)
    {
        await connection.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancel);
        return await ReadReplyAsync(cancel);
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancel)
    {
        var text = new List<string>();
        for (var i = 0; i < MostReplyLines; i++)
        {
            var line = await connection.ReadLineAsync(cancel);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code))
                throw new MailServerFault($"{server.Host} does not speak SMTP: \"{line[..Math.Min(80, line.Length)]}\"");
            text.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, string.Join('\n', text));
        }
        throw new MailServerFault($"{server.Host} sends an answer without end.");
    }
}
