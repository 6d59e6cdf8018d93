using System.Net;
using System.Net.Sockets;
using System.Text;
using Fettle.Mail.Network;

namespace Fettle.MailTests.Network;

/// <summary>A server on loopback that says what it is told to and keeps what it hears.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task conversation;

    /// <param name="script">"S: words" is said, "C: words" is waited for (its start), "X" ends the connection.</param>
    public ScriptedServer(params string[] script)
    {
        listener.Start();
        conversation = TalkAsync(script);
    }

    public List<string> Heard { get; } = [];

    public MailServer Address => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, MailSecurity.None) { Timeout = TimeSpan.FromSeconds(20) };

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        try
        {
            await conversation;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Heard.Add("(gone)");
        }
    }

    private async Task TalkAsync(string[] script)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        foreach (var step in script)
        {
            if (step.StartsWith("S: ", StringComparison.Ordinal))
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(step[3..] + "\r\n"));
                continue;
            }
            if (step == "X")
                return;
            string? line;
            do
            {
                line = await reader.ReadLineAsync();
                Heard.Add(line ?? "");
            }
            while (line is not null && !line.StartsWith(step[3..], StringComparison.Ordinal));
        }
        // Whatever the client still says, it is heard to its end.
        while (await reader.ReadLineAsync() is { } rest)
            Heard.Add(rest);
    }
}
