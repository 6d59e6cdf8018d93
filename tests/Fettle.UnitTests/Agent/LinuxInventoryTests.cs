using System.Buffers.Binary;
using System.Text;
using Fettle.Agent.Platform.Linux;
using Fettle.Agent.Platform.Linux.Inventory;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

public sealed class LinuxInventoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fettle-inventory-").FullName;

    [Fact]
    public void Users_come_from_the_records_of_sessions_that_still_live()
    {
        byte[] utmp = [.. Record(7, 100, "tty2", "anna", ""), .. Record(7, 200, "pts/0", @"EXAMPLE\bob", "10.0.0.5"), .. Record(7, 300, "pts/1", "gone", ""), .. Record(8, 100, "tty3", "left", "")];

        var users = UsersAtWork.Parse(utmp, pid => pid != 300).ToList();

        Assert.Equal([new("anna", null, "tty2", null, DateTimeOffset.FromUnixTimeSeconds(1000)), new UserAtWork("bob", "EXAMPLE", "pts/0", "10.0.0.5", DateTimeOffset.FromUnixTimeSeconds(1000))], users);
    }

    [Fact]
    public void A_torn_record_is_no_user() => Assert.Empty(UsersAtWork.Parse(new byte[UsersAtWork.RecordLength - 1], _ => true));

    [Fact]
    public void A_graphical_session_that_only_logind_knows_is_a_user_at_work()
    {
        Write("c1", "UID=1000\nUSER=anna\nACTIVE=1\nSTATE=active\nCLASS=user\nTYPE=wayland\nTTY=tty2\nREALTIME=1700000000000000\n");
        Write("c2", "UID=1000\nUSER=gdm\nSTATE=active\nCLASS=greeter\n");

        var user = Assert.Single(UsersAtWork.Read(Path.Combine(_folder, "no-utmp"), _folder));

        Assert.Equal(("anna", "tty2"), (user.Name, user.Terminal));
    }

    [Fact]
    public void Only_installed_packages_are_software()
    {
        var status = Write("status", """
            Package: cups
            Status: install ok installed
            Maintainer: Printing Team <p@example.org>
            Architecture: amd64
            Source: cups (2.4.2-3)
            Version: 2.4.2-3+deb12u5
            Description: printing
             Version: not this one

            Package: gone
            Status: deinstall ok config-files
            Architecture: amd64
            Version: 1
            """);

        var item = Assert.Single(Software.Dpkg(status, _folder));

        Assert.Equal("cups:amd64", item.Key);
        Assert.Equal(("2.4.2-3+deb12u5", "cups", "Printing Team"), (item.Fields["version"], item.Fields["source"], item.Fields["vendor"]));
    }

    [Fact]
    public void Pending_updates_are_the_installed_packages_that_apt_would_replace()
    {
        var updates = PendingUpdates.Parse("""
            Inst libssl3 [3.0.11-1] (3.0.14-1~deb12u2 Debian-Security:12/stable-security [amd64])
            Inst linux-image-6.1.0-25 (6.1.106-3 Debian:12.6/stable [amd64])
            Inst base-files [12.4] (12.4+deb12u6 Debian:12.6/stable [amd64])
            Conf libssl3 (3.0.14-1~deb12u2 Debian-Security:12/stable-security [amd64])
            """);

        Assert.Equal(["base-files", "libssl3"], updates.Select(item => item.Key));
        Assert.Equal(("3.0.11-1", "3.0.14-1~deb12u2", "true"), (updates[1].Fields["installed"], updates[1].Fields["available"], updates[1].Fields["security"]));
    }

    [Fact]
    public void Print_queues_come_without_the_passwords_of_their_addresses()
    {
        var file = Write("printers.conf", """
            <DefaultPrinter office>
            Info Office, first floor
            DeviceURI smb://anna:secret@server/office
            State Stopped
            Accepting Yes
            </DefaultPrinter>
            """);

        var queue = Assert.Single(Printers.Read(file)!);

        Assert.Equal(("office", "stopped", "smb://server/office", "true"), (queue.Key, queue.Fields["state"], queue.Fields["uri"], queue.Fields["default"]));
    }

    [Fact]
    public void Accounts_are_of_people_and_root_and_say_who_administers()
    {
        var passwd = Write("passwd", "root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\nanna:x:1000:1000:Anna Example,,,:/home/anna:/bin/bash\nnobody:x:65534:65534::/:/usr/sbin/nologin\n");
        var group = Write("group", "sudo:x:27:anna\n");

        var accounts = Accounts.Read(passwd, group)!;

        Assert.Equal(["anna", "root"], accounts.Select(item => item.Key));
        Assert.Equal(("Anna Example", "true"), (accounts[0].Fields["fullName"], accounts[0].Fields["administrator"]));
    }

    [Fact]
    public async Task This_machine_looks_the_same_at_a_second_glance()
    {
        var device = new LinuxDevice();
        var first = await device.TakeInventoryAsync(default);
        var second = await device.TakeInventoryAsync(default);

        // Other programs run here; what cannot change by itself must not.
        foreach (var section in new[] { InventorySections.Hardware, InventorySections.OperatingSystem, InventorySections.Disks, InventorySections.Accounts })
            Assert.Equal(InventorySections.Hash(first[section]), InventorySections.Hash(second[section]));
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static byte[] Record(short type, int pid, string line, string user, string host)
    {
        var record = new byte[UsersAtWork.RecordLength];
        BinaryPrimitives.WriteInt16LittleEndian(record, type);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), pid);
        Encoding.UTF8.GetBytes(line, record.AsSpan(8));
        Encoding.UTF8.GetBytes(user, record.AsSpan(44));
        Encoding.UTF8.GetBytes(host, record.AsSpan(76));
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(340), 1000);
        return record;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
