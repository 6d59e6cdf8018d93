using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Fettle.Agent;
using Fettle.Agent.Connection;
using Fettle.Agent.Policy;
using Fettle.Agent.State;

namespace Fettle.Bench.Simulation;

/// <summary>Many devices in one process. Each runs the agent's own connection, inventory and job code; only the machine behind it is made up.</summary>
internal sealed class Simulate(SimulateOptions options, TextWriter log)
{
    private const int StartsPerSecond = 100;
    private readonly TimeProvider _clock = TimeProvider.System;

    public async Task RunAsync(CancellationToken cancel)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) });
        var running = new List<Task>();
        var number = 0;
        await foreach (var (device, enrolment, state) in DevicesAsync(http, cancel))
        {
            running.Add(KeepRunningAsync(http, device, enrolment, state, new Random(options.Seed + number), cancel));
            if (++number % StartsPerSecond == 0)
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
        await log.WriteLineAsync($"{number} devices are running");
        await Task.WhenAll(running);
    }

    private async IAsyncEnumerable<(SimulatedDevice Device, Enrolment Enrolment, StateFolder State)> DevicesAsync(
        HttpMessageInvoker http, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (options.Demo is { } file)
        {
            var demo = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(file, cancel), SimulationJson.Default.DemoDevices)!;
            foreach (var known in demo.Devices)
                yield return AsEnrolled(known);
            yield break;
        }
        var people = options.People is { } names ? (await File.ReadAllLinesAsync(names, cancel)).Where(name => name.Length > 0).ToArray() : null;
        for (var n = 0; n < options.Devices; n++)
        {
            var device = SimulatedDevice.Make(options.Seed, n, people?.ElementAtOrDefault(n));
            var state = Folder($"{n:0000}");
            yield return (device, Enrolment.Load(state) ?? await EnrolAsync(http, device, state, cancel), state);
        }
    }

    private (SimulatedDevice, Enrolment, StateFolder) AsEnrolled(DemoDevice known)
    {
        var state = Folder($"{known.DeviceId}");
        var enrolment = new Enrolment(options.Server, known.DeviceId, known.CommandKey, _clock.GetUtcNow(), null, null, AllowPlainHttp: true);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(known.PrivateKey), out _);
        enrolment.Save(state, key);
        return (SimulatedDevice.Of(known, options.Seed), enrolment, state);
    }

    private async Task<Enrolment> EnrolAsync(HttpMessageInvoker http, SimulatedDevice device, StateFolder state, CancellationToken cancel)
    {
        var wanted = new Enrolment(options.Server, 0, "", default, null, null, AllowPlainHttp: true);
        while (true)
        {
            try
            {
                return await EnrolDevice.RunAsync(http, wanted, options.Token!, device.Identity, state, _clock, cancel);
            }
            catch (ServerRefused e) when (e.Status == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            }
        }
    }

    private StateFolder Folder(string name)
    {
        var state = new StateFolder(Path.Combine(options.State, name));
        state.Create();
        return state;
    }

    private async Task KeepRunningAsync(
        HttpMessageInvoker http, SimulatedDevice device, Enrolment enrolment, StateFolder state, Random random, CancellationToken cancel)
    {
        using var agent = new ConnectedAgent(enrolment, state, http, device, device, LocalPolicy.Default, AgentLog.Silent, _clock, random);
        try
        {
            await agent.RunAsync(cancel);
        }
        catch (Exception e) when (e is IOException or CryptographicException)
        {
            await log.WriteLineAsync($"{device.Identity.HostName} ended: {e.Message}");
        }
    }
}
