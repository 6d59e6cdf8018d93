using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Fettle.Agent.Connection;

/// <summary>The address of a server, as a person writes it.</summary>
internal static class ServerAddress
{
    /// <param name="why">What is wrong with it, in a sentence.</param>
    public static bool TryRead(string text, bool allowPlainHttp, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? why)
    {
        why = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            why = $"'{text}' is not the address of a server; write it as https://fettle.example.org";
        else if (address.Scheme == "http" && !allowPlainHttp && !IsLoopback(address))
            why = $"{text} is not encrypted. Use https, or --insecure if you accept that anybody on the network can read along";
        if (why is not null)
            address = null;
        return why is null;
    }

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
