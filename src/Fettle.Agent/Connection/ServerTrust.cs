using System.Net.Security;
using System.Security.Authentication;
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
        if (authorityFile is not null && pin is null)
            handler.SslOptions.CertificateChainPolicy = OnlyThese(authorityFile);
        // An exception instead of false, so that whoever reads it learns what is wrong with the certificate.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            WhyNot(certificate as X509Certificate2, chain, errors, authorityFile, pin) is { } why ? throw new AuthenticationException(why) : true;
        return handler;
    }

    private static string? WhyNot(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, string? authorityFile, string? pin)
    {
        if (certificate is null)
            return "the server shows no certificate";
        if (pin is not null)
            return PinOf(certificate) == pin ? null : $"the server's key is not the pinned one: it shows {PinOf(certificate)}, and {pin} was asked for (--pin)";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"the server's certificate is for another name ({certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)})";
        if (errors == SslPolicyErrors.None)
            return null;
        var status = chain?.ChainStatus.Select(one => one.Status).ToList() ?? [];
        return status.Contains(X509ChainStatusFlags.NotTimeValid)
            ? $"the server's certificate is not valid now: it is from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}"
            : $"the server's certificate is signed by none of the authorities {(authorityFile is null ? "that this system trusts (--ca FILE names others)" : $"in {authorityFile}")}: {string.Join(", ", status)}";
    }

    /// <summary><c>sha256/</c> and the base64 of the SHA-256 of the certificate's SubjectPublicKeyInfo, as HPKP (RFC 7469 §2.4) and curl write it.</summary>
    public static string PinOf(X509Certificate2 certificate) =>
        "sha256/" + Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>How many certificates a PEM file holds; 0 where it is no such file.</summary>
    public static int CountAuthorities(string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(file);
        }
        catch (CryptographicException)
        {
            return 0;
        }
        return found.Count;
    }

    private static X509ChainPolicy OnlyThese(string authorityFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return policy;
    }
}
