using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fettle.SystemTests.Patients;

namespace Fettle.SystemTests.Agent;

/// <summary>A server behind TLS with an authority of its own: whom the agent believes, and what it says of whom it does not.</summary>
public sealed class TrustTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fettle-trust-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_right_authority_or_key_is_believed_and_every_other_is_refused_with_the_reason()
    {
        PublishedServer.SkipWhereThereIsNone();
        using var authority = MakeAuthority("Example CA");
        using var stranger = MakeAuthority("Somebody else's CA");
        var pin = IssueServerCertificate(authority);
        await File.WriteAllTextAsync(In("ca.pem"), authority.ExportCertificatePem());
        await File.WriteAllTextAsync(In("other.pem"), stranger.ExportCertificatePem());
        await File.WriteAllTextAsync(In("empty.pem"), "not a certificate");
        await using var server = new PublishedServer { CertificateFile = In("server.pem"), KeyFile = In("server.key") };
        await server.InitializeAsync();

        Assert.Contains("is signed by none of the authorities that this system trusts", await RefusedAsync(server));
        Assert.Contains("is signed by none of the authorities in", await RefusedAsync(server, "--ca", In("other.pem")));
        Assert.Contains("there is no certificate (PEM) in", await RefusedAsync(server, "--ca", In("empty.pem")));
        Assert.Contains($"it shows {pin}", await RefusedAsync(server, "--pin", "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        Assert.Equal(0, (await EnrolAsync(server, "by-authority", "--ca", In("ca.pem"))).ExitCode);
        Assert.Equal(0, (await EnrolAsync(server, "by-key", "--pin", pin)).ExitCode);

        // The file may go: the agent has kept what it needs, and its socket trusts the same.
        File.Delete(In("ca.pem"));
        using var stop = new CancellationTokenSource();
        var running = Shell.RunAsync(await Lab.AgentAsync(), ["run", "--state", In("by-authority")], stop.Token);
        await Eventually.HoldsAsync("the agent is connected", async () =>
            (await Shell.RunAsync(await Lab.AgentAsync(), ["status", "--state", In("by-authority")], CancellationToken.None)).Output.Contains("connected since", StringComparison.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private async Task<string> RefusedAsync(PublishedServer server, params string[] trust)
    {
        var enrolled = await EnrolAsync(server, "refused", trust);
        Assert.NotEqual(0, enrolled.ExitCode);
        Assert.False(File.Exists(Path.Combine(In("refused"), "enrolment.json")));
        return enrolled.Errors;
    }

    private async Task<Outcome> EnrolAsync(PublishedServer server, string state, params string[] trust) => await Shell.RunAsync(
        await Lab.AgentAsync(), ["enroll", "--server", server.SecureUrl, "--token", await server.EnrolmentTokenAsync(), "--state", In(state), .. trust], CancellationToken.None);

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    /// <returns>Its pin.</returns>
    private string IssueServerCertificate(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fettle", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7), [1, 2, 3, 4]);
        File.WriteAllText(In("server.pem"), issued.ExportCertificatePem());
        File.WriteAllText(In("server.key"), key.ExportPkcs8PrivateKeyPem());
        return "sha256/" + Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }
}
