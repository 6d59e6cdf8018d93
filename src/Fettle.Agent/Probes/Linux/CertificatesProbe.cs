using System.Text.RegularExpressions;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>
/// Certificates that services use, from their configurations, and those that lie where a person puts one. The trust store's own old roots are
/// none of them.
/// </summary>
internal static partial class CertificatesProbe
{
    private const string Bundle = "/etc/ssl/certs/ca-certificates.crt";

    private sealed record Use(string Path, string Configuration, string? Unit, string? Key);

    private static readonly (string Folder, string? Unit)[] Configurations =
    [
        ("/etc/nginx", "nginx.service"), ("/etc/apache2", "apache2.service"), ("/etc/lighttpd", "lighttpd.service"), ("/etc/haproxy", "haproxy.service"), ("/etc/postfix", "postfix.service"),
        ("/etc/dovecot", "dovecot.service"), ("/etc/exim4", "exim4.service"), ("/etc/stunnel", "stunnel4.service"), ("/etc/ldap", "slapd.service"), ("/etc/postgresql", "postgresql.service"),
        ("/etc/mysql", "mariadb.service"), ("/etc/vsftpd.conf", "vsftpd.service"), ("/etc/proftpd", "proftpd.service"), ("/etc/cups/cupsd.conf", "cups.service"), ("/etc/openvpn", "openvpn.service"),
        ("/etc/rsyslog.d", "rsyslog.service"), ("/etc/mosquitto", "mosquitto.service"), ("/etc/redis", "redis-server.service"), ("/etc/squid", "squid.service"), ("/etc/systemd/system", null),
    ];

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var now = context.Clock.GetUtcNow();
        var uses = Configurations.SelectMany(entry => UsesIn(entry.Folder, entry.Unit, cancel)).ToList();
        var paths = uses.Select(use => use.Path).Concat(Lying()).Distinct().ToList();
        var facts = paths.Select(path => Describe(path, uses.Find(use => use.Path == path), now)).OfType<Fact.Record>();
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("list", Fact.ListOf(facts.Take(100))),
            ("trustCount", TextFile.TryRead(Bundle) is { } bundle ? PemStart().Count(bundle) : 0),
            ("trustInstalled", File.Exists("/usr/sbin/update-ca-certificates")),
            ("trustReadable", Libc.Stat(Bundle) is { } stat ? (stat.Mode & 0x4) is not 0 : null)));
    }

    private static Fact.Record? Describe(string path, Use? use, DateTimeOffset now)
    {
        if (TextFile.TryRead(path) is not { } text || X509.TryReadPem(text) is not { } certificate)
            return null;
        var authority = use is null ? null : X509.ReadChain(text).Skip(1).FirstOrDefault(other => other.NotAfter < now || other.NotBefore > now);
        var key = text.Contains("PRIVATE KEY") ? path : use?.Key is { } named && File.Exists(named) ? named : KeyBeside(path);
        return Fact.Of(
            ("path", path),
            ("subject", certificate.Subject),
            ("issuer", certificate.Issuer),
            ("names", string.Join(',', certificate.Names)),
            ("notBefore", certificate.NotBefore.ToUnixTimeSeconds()),
            ("notAfter", certificate.NotAfter.ToUnixTimeSeconds()),
            ("daysLeft", (certificate.NotAfter - now).TotalDays),
            ("expired", certificate.NotAfter < now),
            ("notYetValid", certificate.NotBefore > now),
            ("chainSubject", authority?.Subject),
            ("chainEnded", authority?.NotAfter.ToUnixTimeSeconds()),
            ("inUse", use is not null),
            ("usedBy", use?.Configuration),
            ("unit", use?.Unit),
            ("selfSigned", certificate.IsSelfIssued),
            ("authority", certificate.IsAuthority && !(certificate.IsSelfIssued && use is not null)),
            ("keyPath", key),
            ("managed", path.StartsWith("/etc/letsencrypt/") ? "certbot" : path.EndsWith("ssl-cert-snakeoil.pem") ? "snakeoil" : null));
    }

    private static IEnumerable<Use> UsesIn(string place, string? unit, CancellationToken cancel)
    {
        var files = File.Exists(place) ? [place] : Directory.Exists(place)
            ? Directory.EnumerateFiles(place, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 4 }).Where(path => !path.EndsWith(".pem") && !path.EndsWith(".key") && !path.EndsWith(".crt")).Take(400)
            : [];
        foreach (var file in files)
        {
            cancel.ThrowIfCancellationRequested();
            if (file.Contains("/sites-available/") || file.Contains("/mods-available/") || TextFile.TryRead(file) is not { Length: < 500_000 } text)
                continue;
            var key = KeySetting().Match(text) is { Success: true } match ? match.Groups["path"].Value : null;
            foreach (Match setting in CertificateSetting().Matches(text))
            {
                var owner = unit ?? (file.EndsWith(".service") ? Path.GetFileName(file) : null);
                if (File.Exists(setting.Groups["path"].Value))
                    yield return new Use(setting.Groups["path"].Value, file, owner, key);
            }
        }
    }

    /// <summary>Where a person puts a certificate; links into the package of public authorities are not looked at.</summary>
    private static IEnumerable<string> Lying()
    {
        var folders = new[] { "/etc/ssl", "/etc/ssl/local", "/etc/ssl/private", "/etc/pki/tls/certs", "/etc/nginx/ssl", "/etc/nginx/certs", "/etc/apache2/ssl", "/usr/local/etc/ssl", "/opt/certs", "/etc/certs", "/etc/cups/ssl" };
        var own = folders.SelectMany(folder => TextFile.Paths(folder)).Concat(TextFile.Paths("/etc/letsencrypt/live").Select(folder => folder + "/fullchain.pem"))
            .Concat(TextFile.Paths("/etc/ssl/certs").Where(path => path != Bundle && TextFile.LinkTarget(path) is null));
        return own.Where(path => (path.EndsWith(".pem") || path.EndsWith(".crt") || path.EndsWith(".cert") || path.EndsWith(".cer")) && File.Exists(path));
    }

    private static string? KeyBeside(string path)
    {
        var stem = Path.ChangeExtension(path, null);
        var name = Path.GetFileName(stem);
        return new[] { $"{stem}.key", $"{stem}-key.pem", $"{stem}.key.pem", $"/etc/ssl/private/{name}.key", $"/etc/ssl/private/{name}.pem", path.Replace("fullchain.pem", "privkey.pem"), $"{Path.GetDirectoryName(path)}/privkey.pem", $"{Path.GetDirectoryName(path)}/private/{name}.key", $"{Path.GetDirectoryName(path)}/{(name.Contains("cert") ? name.Replace("cert", "key") : "key")}.pem", $"{Path.GetDirectoryName(path)}/server.key" }
            .FirstOrDefault(candidate => candidate != path && File.Exists(candidate));
    }

    [GeneratedRegex(@"(ssl_certificate|SSLCertificateFile|ssl_cert|smtpd_tls_cert_file|smtp_tls_cert_file|tls_certificate|TLSCertificateFile|rsa_cert_file|ssl_cert_file|ssl-cert|ssl\.pemfile|bind\s+\S+\s+ssl\s+crt|\bcrt|\bcert(file)?|certificate|--cert(ificate)?|--tls-cert)[\s=:<""']+(?<path>/[^\s;""']+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CertificateSetting();

    [GeneratedRegex(@"(ssl_certificate_key|SSLCertificateKeyFile|ssl_key|smtpd_tls_key_file|tls_privatekey|TLSCertificateKeyFile|rsa_private_key_file|ssl_key_file|ssl-key|\bkey(file)?|--key|--tls-key)[\s=:<""']+(?<path>/[^\s;""']+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeySetting();

    [GeneratedRegex("-----BEGIN CERTIFICATE-----", RegexOptions.None, 1000)]
    private static partial Regex PemStart();
}
