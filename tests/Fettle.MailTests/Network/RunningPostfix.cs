using System.Diagnostics;
using System.Runtime.Versioning;
using Fettle.Mail.Network;

namespace Fettle.MailTests.Network;

/// <summary>
/// Debian's Postfix in a folder of its own, for those who sign in by Dovecot's passwords; the mail of anna@example.com and desk@example.com, also with a plus
/// and more, goes into Dovecot's Maildirs.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class RunningPostfix : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fettle-postfix-").FullName;
    private readonly int port = RunningProgram.FreePort();
    private readonly MailServer like;

    private RunningPostfix(MailServer like) => this.like = like;

    public MailServer StartTls => like with { Port = port };

    /// <param name="takesUnknown">It takes mail for whom it does not know, and reports afterwards that it did not arrive.</param>
    public static async Task<RunningPostfix> StartAsync(RunningDovecot dovecot, bool takesUnknown = false)
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/postfix"), "needs Debian's postfix");
        var postfix = new RunningPostfix(dovecot.StartTls);
        await postfix.ConfigureAsync(dovecot.Folder, takesUnknown);
        await postfix.StartAsync();
        return postfix;
    }

    public Task StartAsync() => RunAsync("/usr/sbin/postfix", "-c", $"{folder}/etc", "start");

    public Task StopAsync() => RunAsync("/usr/sbin/postfix", "-c", $"{folder}/etc", "stop");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ConfigureAsync(string dovecot, bool takesUnknown)
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        foreach (var part in (string[])["etc", "queue", "data"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        await RunAsync("/bin/chown", "postfix", $"{folder}/data");
        await File.WriteAllTextAsync(
            $"{folder}/etc/main.cf",
            $$"""
            compatibility_level = 3.6
            queue_directory = {{folder}}/queue
            data_directory = {{folder}}/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file = {{folder}}/log
            maillog_file_prefixes = /tmp
            myhostname = localhost
            mydestination =
            inet_interfaces = loopback-only
            alias_maps =
            smtpd_tls_cert_file = {{dovecot}}/cert.pem
            smtpd_tls_key_file = {{dovecot}}/key.pem
            smtpd_tls_security_level = encrypt
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = {{dovecot}}/sasl
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            virtual_mailbox_domains = example.com
            virtual_mailbox_base = {{dovecot}}/home
            virtual_mailbox_maps = inline:{ anna@example.com=anna/Maildir/, desk@example.com=desk/Maildir/ }
            recipient_delimiter = +
            smtpd_reject_unlisted_recipient = {{(takesUnknown ? "no" : "yes")}}
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534

            """);
        string[] services = ["cleanup", "qmgr", "tlsmgr", "trivial-rewrite rewrite", "bounce", "bounce defer", "bounce trace", "proxymap", "error", "error retry", "anvil"];
        await File.WriteAllLinesAsync(
            $"{folder}/etc/master.cf",
            [
                $"127.0.0.1:{port} inet n - n - - smtpd",
                .. services.Select(s => s.Split(' ')).Select(s => $"{s[^1]} unix {(s[0] is "cleanup" or "qmgr" ? "n" : "-")} - n - {(s[0] is "cleanup" or "bounce" ? "0" : s[0] is "qmgr" or "tlsmgr" or "anvil" ? "1" : "-")} {s[0]}"),
                "virtual unix - n n - - virtual",
                "postlog unix-dgram n - n - 1 postlogd",
            ]);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its servers live on and would hold a redirected output open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
