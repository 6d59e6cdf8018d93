using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Fettle.SystemTests.Agent;

namespace Fettle.SystemTests.Server;

/// <summary>The server's data on a small disk of its own. Needs to mount one, so root.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_refuses_writing_reads_on_and_recovers_by_itself()
    {
        PublishedServer.SkipWhereThereIsNone();
        var disk = Directory.CreateTempSubdirectory("fettle-disk-").FullName;
        Assert.SkipWhen(await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk) != 0, "no disk can be mounted here");
        try
        {
            var data = Directory.CreateDirectory(Path.Combine(disk, "data")).FullName;
            await using var server = new PublishedServer { Data = data };
            await server.InitializeAsync();
            await OpenTicketAsync(server, "before");

            var ballast = Path.Combine(disk, "ballast");
            Fill(ballast);
            var (status, body) = await WriteUntilRefusedAsync(server);

            Assert.Equal((HttpStatusCode)507, status);
            Assert.Contains("disk is full", $"{body["title"]} {body["detail"]}", StringComparison.OrdinalIgnoreCase);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.TryAsync(HttpMethod.Get, "/readyz"))!.Value.Status);
            Assert.NotEmpty((await server.GetAsync("/tickets"))["items"]!.AsArray());

            File.Delete(ballast);

            Assert.True((await OpenTicketAsync(server, "after")).Status is HttpStatusCode.OK or HttpStatusCode.Created);
            Assert.Equal(HttpStatusCode.OK, (await server.TryAsync(HttpMethod.Get, "/readyz"))!.Value.Status);
            var (code, output) = await server.CommandAsync("journal verify");
            Assert.True(code == 0, output);
        }
        finally
        {
            await RunAsync("umount", "--lazy", disk);
            Directory.Delete(disk);
        }
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> WriteUntilRefusedAsync(PublishedServer server)
    {
        for (var i = 0; i < 500; i++)
        {
            if (await OpenTicketAsync(server, $"ticket {i}") is var answer && (int)answer.Status >= 400)
                return answer;
        }
        throw new InvalidOperationException("The disk did not become full.");
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> OpenTicketAsync(PublishedServer server, string subject) => (await server.TryAsync(
        HttpMethod.Post, "/api/tickets", new JsonObject { ["kind"] = "incident", ["subject"] = subject, ["body"] = new string('x', 5000) }))!.Value;

    private static void Fill(string ballast)
    {
        using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[64 * 1024];
        try
        {
            while (true)
                file.Write(piece);
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
