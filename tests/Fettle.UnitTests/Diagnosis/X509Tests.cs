using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fettle.Agent.Platform;

namespace Fettle.UnitTests.Diagnosis;

/// <summary>Our own reader of certificates against the platform's writer.</summary>
public sealed class X509Tests
{
    private static readonly DateTimeOffset From = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_certificate_is_read_as_it_was_written(int years)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=intranet.example.com, O=Example Ltd, C=GB", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("intranet.example.com");
        names.AddIpAddress(System.Net.IPAddress.Parse("192.0.2.7"));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var written = request.CreateSelfSigned(From, From.AddYears(years));

        var read = X509.TryReadPem("some words before\n" + written.ExportCertificatePem())!;
        Assert.Equal(From, read.NotBefore);
        Assert.Equal(From.AddYears(years), read.NotAfter);
        Assert.Contains("/CN=intranet.example.com", read.Subject);
        Assert.Contains("/C=GB", read.Subject);
        Assert.Equal(["DNS:intranet.example.com", "IP:192.0.2.7"], read.Names);
        Assert.True(read.IsSelfIssued);
        Assert.True(read.IsAuthority);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    public void What_is_no_certificate_is_none(string text) => Assert.Null(X509.TryReadPem(text));
}
