using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fettle.Agent.Connection;

/// <summary>Whom the agent believes to be its server: the system's authorities, one file of authorities, or one key.</summary>
internal static class ServerTrust
{
    /// <param name="authorityFile">PEM file; when given, only these authorities count.</param>
    /// <param name="pin">When given, the server's certificate must hold this key, and nothing else about it counts.</param>
    public static SocketsHttpHandler MakeHandler(string? authorityFile, string? pin)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
        };
        if (pin is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown && string.Equals(PinOf(shown), pin, StringComparison.Ordinal);
        else if (authorityFile is not null)
            handler.SslOptions.CertificateChainPolicy = OnlyThese(authorityFile);
        return handler;
    }

    /// <summary><c>sha256/</c> and the base64 of the SHA-256 of the certificate's SubjectPublicKeyInfo, as HPKP (RFC 7469 §2.4) and curl write it.</summary>
    public static string PinOf(X509Certificate2 certificate) =>
        "sha256/" + Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    private static X509ChainPolicy OnlyThese(string authorityFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return policy;
    }
}
