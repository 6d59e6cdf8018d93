using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Windows;

/// <summary>Who is signed in, at the console or by remote desktop, from the terminal services (wtsapi32.h).</summary>
[SupportedOSPlatform("windows")]
internal static partial class SignedInUsers
{
    private const int UserName = 5;
    private const int StationName = 6;
    private const int DomainName = 7;
    private const int ClientName = 10;

    public static IReadOnlyList<UserAtWork> Read()
    {
        var found = new List<UserAtWork>();
        if (WTSEnumerateSessions(0, 0, 1, out var sessions, out var count))
        {
            try
            {
                for (var i = 0; i < count; i++)
                    if (Describe(Marshal.PtrToStructure<Session>(sessions + i * Marshal.SizeOf<Session>()).Id) is { } user)
                        found.Add(user);
            }
            finally
            {
                WTSFreeMemory(sessions);
            }
        }
        // Started by hand where the terminal services do not say: then at least the one who started it is there.
        if (found.Count == 0 && Environment.UserInteractive && Environment.UserName != "SYSTEM")
            found.Add(new UserAtWork(Environment.UserName, Domain(Environment.UserDomainName), "console", null, null));
        return [.. found.OrderBy(user => user.Name, StringComparer.Ordinal).ThenBy(user => user.Terminal, StringComparer.Ordinal)];
    }

    private static UserAtWork? Describe(int session) =>
        Ask(session, UserName) is { } name ? new UserAtWork(name, Domain(Ask(session, DomainName)), Ask(session, StationName), Ask(session, ClientName), null) : null;

    private static string? Domain(string? domain) => string.Equals(domain, Environment.MachineName, StringComparison.OrdinalIgnoreCase) ? null : domain;

    private static string? Ask(int session, int what)
    {
        if (!WTSQuerySessionInformation(0, session, what, out var answer, out _))
            return null;
        try
        {
            return Marshal.PtrToStringUni(answer) is { Length: > 0 } text ? text : null;
        }
        finally
        {
            WTSFreeMemory(answer);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Session
    {
        public int Id;
        public nint Station;
        public int State;
    }

    [LibraryImport("wtsapi32", EntryPoint = "WTSEnumerateSessionsW")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool WTSEnumerateSessions(nint server, int reserved, int version, out nint sessions, out int count);

    [LibraryImport("wtsapi32", EntryPoint = "WTSQuerySessionInformationW")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool WTSQuerySessionInformation(nint server, int session, int what, out nint answer, out int length);

    [LibraryImport("wtsapi32")]
    private static partial void WTSFreeMemory(nint memory);
}
