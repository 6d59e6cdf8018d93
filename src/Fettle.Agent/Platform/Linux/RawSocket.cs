using System.Runtime.InteropServices;

namespace Fettle.Agent.Platform.Linux;

/// <summary>Raw sockets of families that .NET has no face for.</summary>
internal static partial class RawSocket
{
    private const int SockRaw = 3, CloseOnExec = 0x80000, NonBlocking = 0x800, Interrupted = 4;
    private const short Readable = 1;

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int SocketOf(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static partial long SendTo(int fd, ReadOnlySpan<byte> data, nint length, int flags, ReadOnlySpan<byte> address, int addressLength);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial long Receive(int fd, Span<byte> buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseOf(int fd);

    /// <returns>A descriptor that never blocks; negative when the kernel refuses.</returns>
    public static int Open(int domain, int protocol) => SocketOf(domain, SockRaw | CloseOnExec | NonBlocking, protocol);

    public static long Send(int fd, ReadOnlySpan<byte> data, ReadOnlySpan<byte> address) => SendTo(fd, data, data.Length, 0, address, address.Length);

    /// <returns>The number of bytes; negative when there is nothing (yet).</returns>
    public static long Receive(int fd, Span<byte> buffer) => Receive(fd, buffer, buffer.Length, 0);

    /// <param name="fd">The socket.</param>
    /// <param name="buffer">Takes one message.</param>
    /// <param name="atMost">How long to wait for it.</param>
    /// <returns>The number of bytes; not above zero when nothing came.</returns>
    public static long Receive(int fd, Span<byte> buffer, TimeSpan atMost)
    {
        var wanted = new PollDescriptor { Descriptor = fd, Events = Readable };
        int ready;
        do
            ready = Poll(ref wanted, 1, (int)atMost.TotalMilliseconds);
        while (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return ready > 0 ? Receive(fd, buffer) : 0;
    }

    public static void Close(int fd) => _ = CloseOf(fd);
}
