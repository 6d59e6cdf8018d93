using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Fettle.Mail.Network;

/// <summary>Lines and blocks of bytes to and from a server, bounded in length and time.</summary>
internal sealed class LineConnection(Stream stream, MailServer server, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>A server that sends longer lines is not one of ours.</summary>
    private const int LongestLine = 1 << 16;

    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream = stream;
    private int start;
    private int end;

    /// <exception cref="MailServerFault">There is no such server, or its certificate is not to be trusted.</exception>
    public static async Task<LineConnection> OpenAsync(MailServer server, TimeProvider clock, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = new TimeLimit(server.Timeout, clock, cancel);
            await socket.ConnectAsync(server.Host, server.Port, limit.Token);
            var connection = new LineConnection(new NetworkStream(socket, ownsSocket: true), server, clock);
            if (server.Security == MailSecurity.Tls)
                await connection.StartTlsAsync(cancel);
            return connection;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new MailServerFault($"{server.Host}:{server.Port} does not answer: {e.Message}", e);
        }
    }

    /// <summary>Goes on in TLS. What the other side sent before it is thrown away, since anybody could have put it there.</summary>
    public async Task StartTlsAsync(CancellationToken cancel)
    {
        (start, end) = (0, 0);
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        var options = new SslClientAuthenticationOptions { TargetHost = server.Host };
        if (server.CertificateAuthority is { } authority)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.Add(authority);
        }
        try
        {
            using var limit = new TimeLimit(server.Timeout, clock, cancel);
            await tls.AuthenticateAsClientAsync(options, limit.Token);
        }
        catch (AuthenticationException e)
        {
            throw new MailServerFault($"The certificate of {server.Host} is not to be trusted: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new MailServerFault($"{server.Host} does not speak TLS: {e.Message}", e);
        }
        stream = tls;
    }

    /// <summary>One line without its ending, in Latin-1 so that any byte survives.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancel, TimeSpan? patience = null)
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var length = searched + found;
                var line = Encoding.Latin1.GetString(buffer, start, length > 0 && buffer[start + length - 1] == '\r' ? length - 1 : length);
                start += length + 1;
                return line;
            }
            searched = end - start;
            if (searched == LongestLine)
                throw new MailServerFault($"{server.Host} sends a line without end.");
            await FillAsync(cancel, patience);
        }
    }

    /// <summary>So many bytes, given on as they come.</summary>
    public async Task CopyAsync(long length, Stream? output, CancellationToken cancel)
    {
        while (length > 0)
        {
            if (start == end)
                await FillAsync(cancel);
            var count = (int)Math.Min(length, end - start);
            if (output is not null)
                await output.WriteAsync(buffer.AsMemory(start, count), cancel);
            start += count;
            length -= count;
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            using var limit = new TimeLimit(server.Timeout, clock, cancel);
            await stream.WriteAsync(bytes, limit.Token);
            await stream.FlushAsync(limit.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new MailServerFault($"{server.Host} takes nothing more: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task FillAsync(CancellationToken cancel, TimeSpan? patience = null)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        int read;
        try
        {
            using var limit = new TimeLimit(patience ?? server.Timeout, clock, cancel);
            read = await stream.ReadAsync(buffer.AsMemory(end), limit.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new MailServerFault($"{server.Host} says nothing more: {e.Message}", e);
        }
        if (read == 0)
            throw new MailServerFault($"{server.Host} has closed the connection.");
        end += read;
    }
}
