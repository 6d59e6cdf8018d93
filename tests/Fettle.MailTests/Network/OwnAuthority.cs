using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fettle.MailTests.Network;

/// <summary>A certificate authority made for one test, and a certificate of it for localhost.</summary>
internal sealed class OwnAuthority : IDisposable
{
    private readonly ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public OwnAuthority()
    {
        var now = TimeProvider.System.GetUtcNow();
        var authority = new CertificateRequest("CN=Fettle test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));

        var server = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var signed = server.Create(Certificate, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        ServerCertificate = signed.ExportCertificatePem();
        ServerKey = serverKey.ExportPkcs8PrivateKeyPem();
    }

    public X509Certificate2 Certificate { get; }

    public string ServerCertificate { get; }

    public string ServerKey { get; }

    public void Dispose()
    {
        Certificate.Dispose();
        authorityKey.Dispose();
        serverKey.Dispose();
    }
}
