using System.Runtime.Versioning;
using Fettle.Mail.Network;

namespace Fettle.MailTests.Network;

/// <summary>Debian's Dovecot in a folder of its own: any user, the password "secret", TLS of its own authority.</summary>
[SupportedOSPlatform("linux")]
internal sealed class RunningDovecot : IAsyncDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0x1FF;
    private readonly string folder = Directory.CreateTempSubdirectory("fettle-dovecot-").FullName;
    private readonly int port = RunningProgram.FreePort();
    private readonly int tlsPort = RunningProgram.FreePort();
    private readonly OwnAuthority authority = new();
    private RunningProgram? program;
    private int delivered;

    /// <summary>With certificate, key and, for Postfix, the socket "sasl"; mail is in home/USER/Maildir.</summary>
    public string Folder => folder;

    public MailServer StartTls => new("localhost", port, MailSecurity.StartTls) { CertificateAuthority = authority.Certificate, Timeout = TimeSpan.FromSeconds(30) };

    public MailServer Tls => StartTls with { Port = tlsPort, Security = MailSecurity.Tls };

    public static async Task<RunningDovecot> StartAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/dovecot"), "needs root and Debian's dovecot-imapd");
        var dovecot = new RunningDovecot();
        await dovecot.ConfigureAsync();
        await dovecot.RestartAsync();
        return dovecot;
    }

    public async Task RestartAsync()
    {
        if (program is not null)
        {
            await program.StopAsync("/usr/sbin/dovecot", "-c", Path.Combine(folder, "dovecot.conf"), "stop");
            await program.DisposeAsync();
        }
        program = await RunningProgram.StartAsync(port, "/usr/sbin/dovecot", "-F", "-c", Path.Combine(folder, "dovecot.conf"));
    }

    /// <summary>Delivers as a mail server does: written beside, then renamed into the Maildir.</summary>
    public async Task DeliverAsync(string user, string message)
    {
        var maildir = Path.Combine(folder, "home", user, "Maildir");
        foreach (var part in (string[])["tmp", "new", "cur"])
        {
            for (var path = Directory.CreateDirectory(Path.Combine(maildir, part)).FullName; path != folder; path = Path.GetDirectoryName(path)!)
                File.SetUnixFileMode(path, Everybody);
        }
        var name = $"{++delivered}.{Environment.ProcessId}.localhost";
        await File.WriteAllTextAsync(Path.Combine(maildir, "tmp", name), message.ReplaceLineEndings("\r\n"));
        File.SetUnixFileMode(Path.Combine(maildir, "tmp", name), Everybody);
        File.Move(Path.Combine(maildir, "tmp", name), Path.Combine(maildir, "new", name));
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ConfigureAsync()
    {
        File.SetUnixFileMode(folder, Everybody);
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), authority.ServerCertificate);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), authority.ServerKey);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "dovecot.conf"),
            $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = required
            ssl_cert = <{{folder}}/cert.pem
            ssl_key = <{{folder}}/key.pem
            auth_mechanisms = plain login
            auth_failure_delay = 0
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{folder}}/home/%u
            }
            mail_location = maildir:~/Maildir
            first_valid_uid = 1
            first_valid_gid = 1
            mailbox_idle_check_interval = 1 s
            service auth {
              unix_listener {{folder}}/sasl {
                mode = 0666
              }
            }
            service imap-login {
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = {{tlsPort}}
                ssl = yes
              }
            }
            """);
    }
}
