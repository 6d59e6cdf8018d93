using System.Diagnostics;
using System.Text.Json.Nodes;
using Fettle.SystemTests.Agent;
using Fettle.SystemTests.Patients;
using Microsoft.Playwright;

namespace Fettle.SystemTests.Browser;

/// <summary>A colleague's computer whose disk is full of what a program deleted and still holds, with the real agent on it, and their ticket with what was found.</summary>
/// <remarks>The computer is this machine; what is full is a small file system made for the purpose and taken away again.</remarks>
internal sealed class FullComputer : IAsyncDisposable
{
    private const string Words = "my computer is slow and I cannot save my file";
    private const string Disk = "/srv/projects";

    private readonly string _folder = Directory.CreateTempSubdirectory("fettle-full-").FullName;
    private Process? _agent, _holder;
    private bool _mounted;

    public long Ticket { get; private set; }

    public long Device { get; private set; }

    public static void SkipWhereItCannotBe()
    {
        FirstDay.SkipWhereItCannotRun();
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Filling a file system needs root on Linux.");
    }

    public static async Task<FullComputer> ReportAsync(FirstDay day)
    {
        var computer = new FullComputer();
        await computer.FillAsync();
        var technician = (await day.TechnicianAsync()).Context.APIRequest;
        var requester = (await day.RequesterAsync()).Context.APIRequest;
        await computer.PlugInAsync(day.Server.Address, technician);
        await computer.BelongsToAsync(technician, "Ada Brandt");

        // Whose computer it is is known, so the check-up begins by itself.
        computer.Ticket = (long)(await SendAsync(requester, "POST", "/api/portal/reports", new() { ["text"] = Words }))["number"]!;
        await Eventually.HoldsAsync("the check-up is done", async () =>
            (string?)(await SendAsync(technician, "GET", $"/api/tickets/{computer.Ticket}/diagnosis"))["current"]?["status"] == "done");
        return computer;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _agent, _holder }.OfType<Process>())
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        if (_mounted)
        {
            await RunAsync("umount", Disk);
            Directory.Delete(Disk);
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FillAsync()
    {
        Assert.SkipWhen(Directory.Exists(Disk), $"{Disk} is in use on this machine.");
        var image = Path.Combine(_folder, "disk.img");
        await using (var file = File.Create(image))
            file.SetLength(64L * 1024 * 1024);
        await RunAsync("mkfs.ext4", "-q", "-F", "-m", "0", image);
        Directory.CreateDirectory(Disk);
        await RunAsync("mount", "-o", "loop", image, Disk);
        _mounted = true;
        _holder = await HoldDeletedAsync();
        await using var model = File.Create(Path.Combine(Disk, "harbour-model.blend"));
        try
        {
            var block = new byte[64 * 1024];
            while (true)
                await model.WriteAsync(block);
        }
        catch (IOException)
        {
            // Full, as it is to be.
        }
    }

    private async Task<Process> HoldDeletedAsync()
    {
        // A program of a name that a person might know, for the picture.
        var program = Path.Combine(_folder, "photo-export");
        File.Copy("/usr/bin/sleep", program);
        var holder = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec 3>{Disk}/export.tmp; head -c 40000000 /dev/zero >&3; rm {Disk}/export.tmp; echo held; exec {program} 3600"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        return holder;
    }

    private async Task PlugInAsync(Uri server, IAPIRequestContext technician)
    {
        var organisation = (await SendAsync(technician, "GET", "/api/me"))["organisations"]![0]!["id"]!.DeepClone();
        var token = (string)(await SendAsync(technician, "POST", "/api/enrolment-tokens", new()
        {
            ["name"] = "Ada's computer",
            ["organisationId"] = organisation,
            ["uses"] = 1,
            ["expiresAt"] = DateTimeOffset.UtcNow.AddHours(1),
        }))["token"]!;
        var (program, state) = (await Lab.AgentAsync(), Path.Combine(_folder, "state"));
        await RunAsync(program, "enroll", "--server", server.ToString(), "--token", token, "--state", state);
        Device = (long)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(state, "enrolment.json")))!["deviceId"]!;
        _agent = Process.Start(new ProcessStartInfo(program, ["run", "--state", state]) { RedirectStandardError = true })!;
        _agent.ErrorDataReceived += (_, _) => { };
        _agent.BeginErrorReadLine();
        await Eventually.HoldsAsync("the computer is known", async () =>
            (await SendAsync(technician, "GET", $"/api/devices/{Device}")) is var device && (string?)device["presence"] == "online" && device["inventory"]!.AsArray().Count > 5);
    }

    private async Task BelongsToAsync(IAPIRequestContext technician, string name)
    {
        var people = await SendAsync(technician, "GET", $"/api/people?q={Uri.EscapeDataString(name)}");
        await SendAsync(technician, "PUT", $"/api/devices/{Device}", new() { ["name"] = "reception-2", ["siteId"] = null, ["ownerId"] = people["items"]![0]!["id"]!.DeepClone() });
    }

    private static async Task<JsonObject> SendAsync(IAPIRequestContext caller, string method, string path, JsonObject? body = null)
    {
        var answer = await caller.FetchAsync(path, new()
        {
            Method = method,
            DataString = body?.ToJsonString(),
            Headers = new Dictionary<string, string> { ["X-Fettle"] = "1", ["Content-Type"] = "application/json" },
        });
        var text = await answer.TextAsync();
        Assert.True(answer.Ok, $"{method} {path}: {answer.Status} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await said}");
    }
}
