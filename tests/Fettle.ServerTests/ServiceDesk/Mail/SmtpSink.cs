using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Fettle.Mail;

namespace Fettle.ServerTests.ServiceDesk.Mail;

/// <summary>A mail server on loopback that keeps what it is given, and says no where a test wants it to.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Taken> _taken = [];
    private readonly Task _serving;

    public SmtpSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>What it answers instead of yes: by the beginning of a command (<c>RCPT TO:&lt;a@x</c>; <c>.</c> for the message itself).</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Taken> Mails => [.. _taken];

    public sealed record Taken(string From, IReadOnlyList<string> To, string Raw)
    {
        public MailMessage Read() => MailReader.Read(RawMail.FromBytes(Encoding.UTF8.GetBytes(Raw)));

        public string? Header(string name) => Read().Header.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = TalkAsync(client);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var open = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        var (from, to) = ("", new List<string>());
        while (await reader.ReadLineAsync() is { } line)
        {
            var no = Refusals.FirstOrDefault(r => line.StartsWith(r.Key, StringComparison.OrdinalIgnoreCase)).Value;
            if (line.StartsWith("DATA", StringComparison.Ordinal) && no is null)
            {
                await writer.WriteLineAsync("354 go on");
                var raw = await MessageAsync(reader);
                no = Refusals.GetValueOrDefault(".");
                if (no is null)
                    _taken.Enqueue(new(from, [.. to], raw));
                await writer.WriteLineAsync(no ?? "250 2.0.0 taken");
                continue;
            }
            if (no is null && line.StartsWith("MAIL FROM:<", StringComparison.Ordinal))
                (from, to) = (line[11..line.IndexOf('>')], []);
            if (no is null && line.StartsWith("RCPT TO:<", StringComparison.Ordinal))
                to.Add(line[9..line.IndexOf('>')]);
            await writer.WriteLineAsync(no ?? (line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 yes"));
        }
    }

    private static async Task<string> MessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return $"{message}";
    }
}
