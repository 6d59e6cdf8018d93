using System.Diagnostics;

namespace Fettle.SystemTests.Agent;

/// <summary>A device whose disk takes nothing more, which is when it is needed that jobs still reach it.</summary>
public sealed class FullDeviceTests(PublishedServer server) : IClassFixture<PublishedServer>
{
    [Theory]
    [InlineData("mount -t tmpfs -o size=1m tmpfs {0} && cp -a {0}.away/. {0}/ && (head -c 2000000 /dev/zero >{0}/ballast || true)")]
    [InlineData("mount -t tmpfs -o size=1m tmpfs {0} && cp -a {0}.away/. {0}/ && mkdir -p {0}/jobs && touch {0}/lock && mount -o remount,ro {0}")]
    public async Task Jobs_run_once_on_a_device_whose_disk_is_full_or_can_only_be_read(string damage)
    {
        PublishedServer.SkipWhereThereIsNone();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Mounting a small disk needs root.");
        await using var agent = await PublishedAgent.EnrolAsync(server);
        var state = Path.Combine(agent.Folder, "state");
        Directory.Move(state, state + ".away");
        Directory.CreateDirectory(state);
        try
        {
            Assert.Equal(0, await ShellAsync(string.Format(damage, state)));
            var trace = Path.Combine(agent.Folder, "trace");
            agent.Start();

            var ended = await server.JobAsync(await server.RunScriptAsync(agent.DeviceId, $"echo ran >> {trace}"));
            await agent.KillAsync();
            agent.Start();
            await agent.PresenceIsAsync("online");
            var second = await server.JobAsync(await server.RunScriptAsync(agent.DeviceId, "true"));

            Assert.Equal(("succeeded", "succeeded"), ((string?)ended["status"], (string?)second["status"]));
            Assert.Equal("ran\n", await File.ReadAllTextAsync(trace));
        }
        finally
        {
            await agent.KillAsync();
            await ShellAsync($"umount --lazy {state}");
        }
    }

    private static async Task<int> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardError = true })!;
        await shell.WaitForExitAsync();
        return shell.ExitCode;
    }
}
